-- Archives of projects, made behind the scenes and kept for a day.

create table export (
    id          bigint generated always as identity primary key,
    project_id  bigint      not null references project on delete cascade,
    member_id   bigint      not null references member on delete cascade,
    state       text        not null check (state in ('queued', 'started', 'finished', 'failed')),
    -- how many issues and merge requests are written, of how many
    written     int         not null default 0,
    things      int         not null default 0,
    size        bigint,
    created_at  timestamptz not null,
    finished_at timestamptz
);

create index export_project on export (project_id, id desc);
create index export_finished on export (finished_at);

create table export_piece (
    export_id bigint not null references export on delete cascade,
    at        int    not null,
    bytes     bytea  not null,
    primary key (export_id, at)
);

alter table export_piece alter bytes set storage external;

select audit_watch('export', 'export', '', 'state,written,things,size,finished_at');
