-- The addresses under which members read a list in another program: each opens exactly one, until it is revoked.

create table feed_address (
    id            bigint generated always as identity primary key,
    member_id     bigint      not null references member on delete cascade,
    kind          text        not null check (kind in ('atom', 'ics')),
    name          text        not null,
    path          text        not null,
    query         text        not null,
    hash          bytea       not null unique,
    created_at    timestamptz not null,
    last_used_at  timestamptz,
    last_address  text
);
create index feed_address_member on feed_address (member_id, id desc);
