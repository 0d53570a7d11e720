-- Every letter we send, whole, under a Message-ID that stays the same however often it is tried.

create table mail (
    id           bigint generated always as identity primary key,
    message_id   text        not null unique,
    to_address   text        not null,
    to_name      text        not null,
    subject      text        not null,
    headers      jsonb       not null,
    text_part    text        not null,
    html_part    text        not null,
    state        text        not null check (state in ('waiting', 'sent', 'kept')),
    created_at   timestamptz not null,
    sent_at      timestamptz
);
