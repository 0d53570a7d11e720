-- What an issue of type decision has besides: what stood to choose, what was chosen and why, and when it is looked at again.
-- Its context is the issue's description, whoever is responsible decides.

create table decision (
    id            bigint primary key references issuable on delete cascade,
    status        text not null default 'proposed' check (status in ('proposed', 'decided', 'rejected', 'superseded')),
    door          text not null default 'two-way' check (door in ('two-way', 'one-way')),
    door_reason   text not null default '',
    chosen_id     bigint,
    because       text not null default '',
    because_html  text not null default '',
    decided_at    timestamptz,
    decided_by    bigint references member,
    review_on     date,
    supersedes_id bigint references decision on delete set null,
    version       int not null default 1,
    -- What is open stands before all that is decided.
    listed_at     timestamptz not null default 'infinity',
    check ((status = 'proposed') = (listed_at = 'infinity')),
    check ((status = 'proposed') = (decided_at is null))
);

create index decision_log on decision (listed_at desc, id desc);
create index decision_supersedes on decision (supersedes_id) where supersedes_id is not null;
create index decision_review on decision (review_on, id) where status = 'decided' and review_on is not null;

create table decision_option (
    id           bigint generated always as identity primary key,
    decision_id  bigint not null references decision on delete cascade,
    place        int    not null,
    title        text   not null,
    pro          text   not null,
    pro_html     text   not null,
    con          text   not null,
    con_html     text   not null,
    unique (decision_id, place)
);

alter table decision add foreign key (chosen_id) references decision_option on delete set null;

-- What somebody will ask. Without an answer it is the first comment of a thread.
create table decision_question (
    id           bigint generated always as identity primary key,
    decision_id  bigint not null references decision on delete cascade,
    place        int    not null,
    question     text   not null,
    answer       text   not null,
    answer_html  text   not null,
    note_id      bigint,
    unique (decision_id, place)
);

-- The pages that a decision links to, and the commit they were read at on the day it was taken; nothing before that day.
create table decision_page (
    decision_id  bigint not null references decision on delete cascade,
    project_id   bigint not null references project on delete cascade,
    path         text   not null,
    words        text   not null,
    commit       text,
    primary key (decision_id, project_id, path)
);

create index decision_page_path on decision_page (project_id, path);
