-- Every letter we send, whole, under a Message-ID that stays the same however often it is tried. Several people's
-- copies of one may share it; their headers are kept in their order.

create table mail (
    id           bigint generated always as identity primary key,
    key          text        not null unique,
    message_id   text        not null,
    from_name    text,
    to_address   text        not null,
    to_name      text        not null,
    subject      text        not null,
    headers      json        not null,
    text_part    text        not null,
    html_part    text        not null,
    state        text        not null check (state in ('waiting', 'sent', 'kept', 'withdrawn', 'paused', 'bounced')),
    created_at   timestamptz not null,
    sent_at      timestamptz,
    bounce_hash  bytea
);
create index mail_address on mail (lower(to_address), id desc);
create unique index mail_bounce on mail (bounce_hash) where bounce_hash is not null;

-- Addresses that letters came back from, several in a row: nothing more is sent there until somebody says that it may.
-- After that only what comes back of later letters counts.
create table mail_pause (
    address    text        primary key,
    since      timestamptz not null,
    status     text        not null,
    said       text        not null,
    letter_id  bigint      not null,
    ended_at   timestamptz
);

-- Every mail that came in, as it came: whoever brought it is told that we have it only after this is committed. The same
-- mail brought again is one row; another that only bears the same Message-ID is another.
create table incoming_mail (
    id           bigint generated always as identity primary key,
    recipient    text        not null,
    sender       text        not null,
    came_by      text        not null,
    message_id   text        not null,
    from_line    text        not null,
    subject      text        not null,
    digest       bytea       not null,
    size         bigint      not null,
    copies       int         not null default 1,
    received_at  timestamptz not null,
    state        text        not null default 'received'
                 check (state in ('received', 'posted', 'quarantined', 'refused', 'ignored')),
    reason       text        not null default '',
    decided_at   timestamptz,
    unique (recipient, digest)
);
create index incoming_mail_state on incoming_mail (state, id desc);
create index incoming_mail_old on incoming_mail (received_at);

create table incoming_mail_piece (
    mail_id bigint not null references incoming_mail on delete cascade,
    at      int    not null,
    bytes   bytea  not null,
    primary key (mail_id, at)
);
alter table incoming_mail_piece alter bytes set storage external;
