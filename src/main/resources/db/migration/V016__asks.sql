-- A question put to named people or teams, and what silence means. fair_at is the earliest moment by which everyone
-- asked has had their working time; a default never takes effect before it.

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
    default_effect text,
    default_text   text,
    state          text        not null default 'open'
        check (state in ('open', 'answered', 'objected', 'withdrawn', 'defaulted', 'refused', 'ended')),
    ended_at       timestamptz,
    ended_note_id  bigint,
    ended_because  text,
    check ((default_effect is null) = (default_text is null)),
    check ((state = 'open') = (ended_at is null))
);

create index ask_thing on ask (issuable_id, id);
create index ask_asker on ask (asker_id, id desc) where state = 'open';

create table ask_person (
    ask_id      bigint not null references ask on delete cascade,
    member_id   bigint references member,
    team_id     bigint references namespace,
    fair_at     timestamptz not null,
    answer      text check (answer in ('answered', 'objected')),
    answered_at timestamptz,
    note_id     bigint,
    check ((member_id is null) <> (team_id is null)),
    unique nulls not distinct (ask_id, member_id, team_id)
);

create index ask_person_member on ask_person (member_id, ask_id);
