-- What is brought from elsewhere: the archive as it was unpacked, until it is written down, and what became of each thing in it.

create table import (
    id          bigint generated always as identity primary key,
    member_id   bigint      not null references member on delete cascade,
    project_id  bigint references project on delete cascade,
    -- which project it was there, as far as the archive says
    origin      text        not null,
    state       text        not null check (state in ('previewed', 'running', 'finished', 'failed')),
    found       jsonb       not null,
    -- where it was there, so that links to it lead here: the address of the project's page
    address     text        not null default '',
    step        text        not null default '',
    position    int         not null default 0,
    due_at      timestamptz,
    failures    int         not null default 0,
    problem     text,
    created_at  timestamptz not null,
    finished_at timestamptz
);

create index import_due on import (due_at) where state = 'running';
create index import_member on import (member_id, id desc);
create index import_project on import (project_id, id desc);

-- One thing of the archive each, by its kind and its place there.
create table import_line (
    import_id bigint not null references import on delete cascade,
    relation  text   not null,
    at        int    not null,
    -- the number of the issue or merge request that it is, or belongs to, where these are told apart
    thing     text   not null default '',
    json      text   not null,
    primary key (import_id, relation, at)
);

create index import_line_thing on import_line (import_id, thing) where thing <> '';

-- Files of the archive, in pieces.
create table import_file (
    id        bigint generated always as identity primary key,
    import_id bigint not null references import on delete cascade,
    path      text   not null,
    size      bigint not null,
    unique (import_id, path)
);

create table import_piece (
    file_id bigint not null references import_file on delete cascade,
    at      int    not null,
    bytes   bytea  not null,
    primary key (file_id, at)
);

alter table import_piece alter bytes set storage external;

-- Who wrote it there. Whoever nobody here answers to stands as a placeholder.
create table import_author (
    import_id   bigint not null references import on delete cascade,
    external_id bigint not null,
    name        text   not null,
    username    text   not null,
    email       text   not null,
    member_id   bigint references member on delete set null,
    primary key (import_id, external_id)
);

create index import_author_member on import_author (member_id);

-- What became of each thing of an origin in a project: so bringing it twice is the same as once.
create table imported (
    project_id  bigint not null references project on delete cascade,
    kind        text   not null,
    external_id text   not null,
    local_id    bigint not null,
    address     text   not null default '',
    primary key (project_id, kind, external_id)
);

-- What could not be taken as it was, and why.
create table import_remark (
    id        bigint generated always as identity primary key,
    import_id bigint not null references import on delete cascade,
    sentence  text   not null
);

create index import_remark_of on import_remark (import_id, id);
