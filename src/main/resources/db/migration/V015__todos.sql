-- What a member did to their own list, so that it can be taken back.
create table todo_deed (
    id        bigint generated always as identity primary key,
    member_id bigint      not null references member on delete cascade,
    kind      text        not null check (kind in ('done', 'cleared', 'snoozed', 'woken')),
    entries   int         not null,
    title     text        not null,
    at        timestamptz not null,
    undone_at timestamptz
);

create index todo_deed_last on todo_deed (member_id, id desc) where undone_at is null;

-- An obligation is a turn: somebody waits for its holder, a member or a team as one. There is one pending obligation for a
-- holder on a thing, with all its reasons. A bookmark is closed by its owner alone; news may be cleared.
-- `idle_at` is when a turn nobody touched goes back to whoever is responsible.

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
    idle_at       timestamptz,
    state         text        not null default 'pending' check (state in ('pending', 'done')),
    done_at       timestamptz,
    done_by       bigint references member,
    done_cause    text,
    done_note_id  bigint,
    deed_id       bigint references todo_deed on delete set null,
    snoozed_before timestamptz,
    check ((member_id is null) <> (team_id is null)),
    check ((state = 'done') = (done_at is not null)),
    check ((state = 'done') = (done_cause is not null))
);

create unique index todo_turn on todo (issuable_id, member_id, team_id) nulls not distinct
    where kind = 'obligation' and state = 'pending';
create index todo_thing on todo (issuable_id) where state = 'pending';
create index todo_list on todo (member_id, state, id desc);
-- What came back from a snooze stands first, then what was owed longest; of the news the newest.
create index todo_desk on todo (member_id, kind, (snoozed_until is null), id) where state = 'pending';
create index todo_news on todo (member_id, (snoozed_until is null), id desc) where state = 'pending' and kind = 'news';
create index todo_snoozed on todo (member_id, snoozed_until, id) where state = 'pending' and snoozed_until is not null;
create index todo_done on todo (member_id, done_at desc, id desc) where state = 'done';
create index todo_waiting on todo (by_id, since desc) where kind = 'obligation' and state = 'pending';
create index todo_team on todo (team_id, id) where team_id is not null;
create index todo_idle on todo (idle_at) where kind = 'obligation' and state = 'pending';
create index todo_deeds on todo (deed_id) where deed_id is not null;

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

-- Whoever is done for today hears nothing until then.
create table day_end (
    member_id bigint primary key references member on delete cascade,
    at        timestamptz not null,
    until     timestamptz not null
);

-- What a member wishes of their list; without a row it is as at first.
create table todo_setting (
    member_id  bigint primary key references member on delete cascade,
    clear_news text    not null check (clear_news in ('never', 'day', 'week')),
    keys       boolean not null
);
