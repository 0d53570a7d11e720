-- A repository is a number to this room; whoever owns it uses its own.
create table git_repository (
    id bigint primary key,
    created_at timestamptz not null,
    collected_at timestamptz
);

-- A staged pack is seen by the push that brings it alone; a retired one only by readers that began before.
create table git_pack (
    id bigint generated always as identity primary key,
    repository bigint not null references git_repository on delete cascade,
    name text not null unique,
    source text not null,
    state text not null check (state in ('staged', 'live', 'retired')),
    staged_at timestamptz not null,
    retired_at timestamptz,
    objects bigint not null,
    deltas bigint not null,
    index_version integer not null
);

create index on git_pack (repository, state);
create index on git_pack (staged_at) where state = 'staged';
create index on git_pack (retired_at) where state = 'retired';

create table git_pack_file (
    pack bigint not null references git_pack on delete cascade,
    extension text not null,
    size bigint not null,
    primary key (pack, extension)
);

create table git_pack_chunk (
    pack bigint not null references git_pack on delete cascade,
    extension text not null,
    position integer not null,
    bytes bytea not null,
    primary key (pack, extension, position)
);

-- Packs are deflated already.
alter table git_pack_chunk alter column bytes set storage external;

create table git_ref (
    repository bigint not null references git_repository on delete cascade,
    name text collate "C" not null,
    object text,
    peeled text,
    target text collate "C",
    primary key (repository, name),
    check ((object is null) <> (target is null))
);

create index on git_ref (repository, object);

create table git_reflog (
    id bigint generated always as identity primary key,
    repository bigint not null references git_repository on delete cascade,
    ref text collate "C" not null,
    before text,
    after text,
    name text not null,
    email text not null,
    message text not null,
    at timestamptz not null
);

create index on git_reflog (repository, ref, id);

-- What objects have become where a history was written anew without what should never have been in it: old names lead on, and
-- what had to go isn't taken back.
create table git_rewritten (
    repository bigint  not null references git_repository on delete cascade,
    before     text    not null,
    after      text    not null,
    refused    boolean not null,
    primary key (repository, before)
);

create index git_rewritten_after on git_rewritten (repository, after);
