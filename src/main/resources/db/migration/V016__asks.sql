-- A question put to named people or teams, and what silence means. fair_at is the earliest moment by which everyone
-- asked has had their working time; a default never takes effect before it. It never becomes earlier; `moved_at` says when
-- it became later, since somebody had been robbed of their time meanwhile.

create table ask (
    id             bigint generated always as identity primary key,
    issuable_id    bigint      not null references issuable on delete cascade,
    asker_id       bigint      not null references member,
    kind           text        not null check (kind in ('feedback', 'answer', 'action', 'decision')),
    question       text        not null,
    note_id        bigint,
    asked_at       timestamptz not null,
    due_at         timestamptz,
    fair_at        timestamptz not null,
    extended_at    timestamptz,
    moved_at       timestamptz,
    default_effect text,
    default_text   text,
    state          text        not null default 'open'
        check (state in ('open', 'answered', 'objected', 'withdrawn', 'defaulted', 'refused', 'ended', 'reopened')),
    ended_at       timestamptz,
    ended_note_id  bigint,
    ended_because  text,
    check ((default_effect is null) = (default_text is null)),
    check ((state = 'open') = (ended_at is null))
);

create index ask_thing on ask (issuable_id, id);
create index ask_asker on ask (asker_id, id desc);
create index ask_open on ask (asker_id, due_at, id) where state = 'open' and default_effect is not null;

-- Whom it was put to: a person, or a team as one. Whoever took it, for a team or from hand to hand, answers for it. Nobody waits for who is away for too long:
-- a delegate answers in their place, or they are left out. `zone` is by whose clock `fair_at` was reckoned.
create table ask_person (
    ask_id      bigint not null references ask on delete cascade,
    place       int    not null,
    member_id   bigint references member,
    team_id     bigint references namespace on delete cascade,
    fair_at     timestamptz not null,
    zone        text   not null,
    away        boolean not null,
    away_until  timestamptz,
    delegate_id bigint references member,
    taker_id    bigint references member,
    answer      text check (answer in ('answered', 'objected')),
    answered_at timestamptz,
    answered_by bigint references member,
    note_id     bigint,
    check ((member_id is null) <> (team_id is null)),
    unique nulls not distinct (ask_id, member_id, team_id)
);

create index ask_person_member on ask_person (member_id, ask_id) where member_id is not null;
create index ask_person_delegate on ask_person (delegate_id, ask_id) where delegate_id is not null;
create index ask_person_taker on ask_person (taker_id, ask_id) where taker_id is not null;
create index ask_person_team on ask_person (team_id, ask_id) where team_id is not null;
