-- An obligation is a turn: somebody waits for its holder. There is one pending obligation for a holder on a thing, with
-- all its reasons. A bookmark is closed by its owner alone; news may be cleared.

create table todo (
    id            bigint generated always as identity primary key,
    kind          text        not null check (kind in ('obligation', 'bookmark', 'news')),
    issuable_id   bigint      not null references issuable on delete cascade,
    member_id     bigint references member,
    team_id       bigint references namespace,
    action        text        not null,
    by_id         bigint references member,
    note_id       bigint,
    question      text        not null default '',
    since         timestamptz not null,
    deliver_from  timestamptz,
    snoozed_until timestamptz,
    state         text        not null default 'pending' check (state in ('pending', 'done')),
    done_at       timestamptz,
    done_by       bigint references member,
    done_cause    text,
    done_note_id  bigint,
    check ((member_id is null) <> (team_id is null)),
    check ((state = 'done') = (done_at is not null)),
    check ((state = 'done') = (done_cause is not null))
);

create unique index todo_turn on todo (issuable_id, member_id, team_id) nulls not distinct
    where kind = 'obligation' and state = 'pending';
create index todo_thing on todo (issuable_id) where state = 'pending';
create index todo_list on todo (member_id, state, id desc);
create index todo_waiting on todo (by_id, since desc) where kind = 'obligation' and state = 'pending';
create index todo_team on todo (team_id) where state = 'pending' and team_id is not null;

create table todo_reason (
    id      bigint generated always as identity primary key,
    todo_id bigint      not null references todo on delete cascade,
    action  text        not null,
    by_id   bigint references member,
    note_id bigint,
    ask_id  bigint,
    since   timestamptz not null
);

create index todo_reason_todo on todo_reason (todo_id, id);
create index todo_reason_ask on todo_reason (ask_id) where ask_id is not null;
