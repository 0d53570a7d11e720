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

-- What a member wishes of being told; without a row it is one letter at the start of each working day.
create table notice_wish (
    member_id bigint primary key references member on delete cascade,
    mode      text    not null check (mode in ('digest', 'as_it_happens', 'weekly', 'none')),
    level     text    not null check (level in ('watch', 'participating', 'mention', 'disabled', 'custom')),
    events    text[]  not null,
    channel   text    not null check (channel in ('mail', 'chat')),
    own       boolean not null
);

-- Of how much a member hears in one place: a team, a project, or a single thing. The nearest that isn't "global" counts.
create table notification_level (
    id           bigint generated always as identity primary key,
    member_id    bigint not null references member on delete cascade,
    namespace_id bigint references namespace on delete cascade,
    project_id   bigint references project on delete cascade,
    issuable_id  bigint references issuable on delete cascade,
    level        text   not null check (level in ('global', 'watch', 'participating', 'mention', 'disabled', 'custom')),
    events       text[] not null,
    unique nulls not distinct (member_id, namespace_id, project_id, issuable_id),
    check (num_nonnulls(namespace_id, project_id, issuable_id) = 1)
);

create index notification_level_namespace on notification_level (namespace_id) where namespace_id is not null;
create index notification_level_project on notification_level (project_id) where project_id is not null;
create index notification_level_issuable on notification_level (issuable_id) where issuable_id is not null;

-- Where a member wants to be told in their chat, by an incoming webhook of their own, whose address is
-- sealed, and what is sent there.
create table chat_room (
    member_id   bigint primary key references member on delete cascade,
    host        text        not null,
    address     text        not null,
    failures    int         not null,
    problem     text,
    disabled_at timestamptz,
    created_at  timestamptz not null
);

create table chat_message (
    id         bigint generated always as identity primary key,
    member_id  bigint      not null references member on delete cascade,
    text       text        not null,
    state      text        not null check (state in ('waiting', 'sent', 'failed')),
    problem    text,
    created_at timestamptz not null,
    sent_at    timestamptz,
    check ((state = 'waiting') = (sent_at is null))
);

create index chat_message_waiting on chat_message (member_id) where state = 'waiting';

-- Several notices in one: of the day that begins, by its date where the reader is, or of what waited for their hours.
create table digest (
    id         bigint generated always as identity primary key,
    member_id  bigint      not null references member on delete cascade,
    date       date,
    channel    text        not null check (channel in ('mail', 'chat')),
    mail_id    bigint references mail,
    chat_id    bigint references chat_message,
    created_at timestamptz not null,
    unique (member_id, date),
    check ((channel = 'mail') = (mail_id is not null)),
    check ((channel = 'chat') = (chat_id is not null))
);

create index digest_chat on digest (chat_id) where chat_id is not null;

-- One row for each thing somebody is to hear of: held until a stated moment, delivered, merged into a digest, or dropped
-- with a reason; exactly one of these. `rule` says why at that moment.
create table notice (
    id              bigint generated always as identity primary key,
    member_id       bigint      not null references member on delete cascade,
    issuable_id     bigint      not null references issuable on delete cascade,
    todo_id         bigint references todo on delete cascade,
    note_id         bigint,
    kind            text        not null check (kind in ('needs you', 'decided', 'information')),
    reason          text        not null,
    event           text        not null,
    state           text        not null check (state in ('held', 'delivered', 'digested', 'dropped')),
    rule            text        not null,
    held_until      timestamptz not null,
    channel         text check (channel in ('mail', 'chat')),
    mail_id         bigint references mail,
    chat_id         bigint references chat_message,
    digest_id       bigint references digest,
    dropped_because text,
    settled_at      timestamptz,
    created_at      timestamptz not null,
    check ((state = 'held') = (settled_at is null)),
    check ((state in ('delivered', 'digested')) = (channel is not null)),
    check ((state = 'delivered') = (num_nonnulls(mail_id, chat_id) = 1)),
    check ((state = 'digested') = (digest_id is not null)),
    check ((state = 'dropped') = (dropped_because is not null))
);

-- What one note says is told once, whatever it is to its reader; so is an entry of a list that no note made.
create unique index notice_note on notice (member_id, issuable_id, note_id) where note_id is not null;
create unique index notice_todo on notice (member_id, todo_id) where note_id is null;
create index notice_held on notice (member_id, held_until) where state = 'held';
create index notice_member on notice (member_id, id desc);
create index notice_digest on notice (digest_id) where digest_id is not null;
create index notice_chat on notice (chat_id) where chat_id is not null;
create index notice_thing on notice (issuable_id);
create index notice_of_todo on notice (todo_id) where todo_id is not null;

-- Whom something is held for, and when the first of it is due. Whoever changes what is held for a member locks their row;
-- from time to time it is looked at again, as hours, zones and the rules of clocks may have changed.
create table delivery (
    member_id bigint primary key references member on delete cascade,
    due_at    timestamptz not null,
    looked_at timestamptz not null,
    attempts  int         not null default 0,
    problem   text
);

create index delivery_due on delivery (due_at, member_id);
create index delivery_looked on delivery (looked_at);
