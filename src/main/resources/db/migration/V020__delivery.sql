-- The keys in reply addresses and in links that stop letters: each is one reader's, for one thread or for a letter about
-- many. Only its hash is kept.

create table sent_notification (
    hash         bytea       primary key,
    member_id    bigint      not null references member on delete cascade,
    issuable_id  bigint references issuable on delete cascade,
    note_id      bigint,
    created_at   timestamptz not null,
    revoked_at   timestamptz
);

create index sent_notification_member on sent_notification (member_id);
create index sent_notification_issuable on sent_notification (issuable_id);
create index sent_notification_old on sent_notification (created_at);

-- One row for each thing somebody is to hear of. It is held until a stated moment, merged into a digest, or dropped with
-- a reason: exactly one of these.

create table notice (
    id             bigint generated always as identity primary key,
    member_id      bigint      not null references member on delete cascade,
    issuable_id    bigint      not null references issuable on delete cascade,
    todo_id        bigint references todo on delete cascade,
    note_id        bigint,
    kind           text        not null check (kind in ('needs you', 'decided', 'information')),
    state          text        not null default 'held' check (state in ('held', 'digested', 'dropped')),
    held_until     timestamptz not null,
    mail_id        bigint references mail,
    dropped_because text,
    created_at     timestamptz not null,
    unique nulls not distinct (member_id, issuable_id, note_id, kind),
    check ((state = 'digested') = (mail_id is not null)),
    check ((state = 'dropped') = (dropped_because is not null))
);

create index notice_held on notice (member_id, held_until) where state = 'held';
create index notice_member on notice (member_id, id desc);
