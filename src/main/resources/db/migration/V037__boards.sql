-- Boards: the issues of a project in columns. Each list stands for one label, person or milestone, and goes with it.

create table board (
    id                bigint generated always as identity primary key,
    project_id        bigint      not null references project on delete cascade,
    name              text        not null,
    hide_backlog_list boolean     not null default false,
    hide_closed_list  boolean     not null default false,
    created_at        timestamptz not null
);

create index board_project on board (project_id, id);

create table board_list (
    id           bigint generated always as identity primary key,
    board_id     bigint not null references board on delete cascade,
    label_id     bigint references label on delete cascade,
    assignee_id  bigint references member on delete cascade,
    milestone_id bigint references milestone on delete cascade,
    position     int    not null,
    check (num_nonnulls(label_id, assignee_id, milestone_id) = 1),
    unique (board_id, label_id),
    unique (board_id, assignee_id),
    unique (board_id, milestone_id)
);

create index board_list_label on board_list (label_id) where label_id is not null;
create index board_list_assignee on board_list (assignee_id) where assignee_id is not null;
create index board_list_milestone on board_list (milestone_id) where milestone_id is not null;

select audit_watch('board', 'board', 'name');
select audit_watch('board_list', 'list of a board', '');
