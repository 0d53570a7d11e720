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
    state        text        not null check (state in ('waiting', 'sent', 'kept', 'withdrawn')),
    created_at   timestamptz not null,
    sent_at      timestamptz
);
