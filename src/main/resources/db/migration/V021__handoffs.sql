-- What passes from hand to hand. A hand-off is offered to a person or, as one, to a team; until somebody accepts it the
-- giver keeps what they hold. A take-over is written down the same way, so that the chain of a thing is one table.

create table handoff (
    id             bigint generated always as identity primary key,
    issuable_id    bigint      not null references issuable on delete cascade,
    giver_id       bigint      not null references member,
    giver_team_id  bigint references namespace,
    to_member_id   bigint references member,
    to_team_id     bigint references namespace,
    -- whether what is given is the responsibility, or only the turn
    responsibility boolean     not null,
    done           text        not null default '',
    next           text        not null default '',
    blocked        text        not null default '',
    open_questions text        not null default '',
    links          text        not null default '',
    state          text        not null
        check (state in ('offered', 'asked_back', 'accepted', 'withdrawn', 'taken_over', 'ended')),
    question       text        not null default '',
    offered_at     timestamptz not null,
    note_id        bigint      not null,
    decided_at     timestamptz,
    taker_id       bigint references member,
    check (to_member_id is null or to_team_id is null),
    check (state in ('accepted', 'taken_over') = (taker_id is not null)),
    check (state in ('offered', 'asked_back') = (decided_at is null))
);

create index handoff_thing on handoff (issuable_id, id);
create unique index handoff_open on handoff (issuable_id) where state in ('offered', 'asked_back');

-- Somebody who waits for another ships the part that can be taken back, and leaves the question open: the turn of whom
-- they went on without stays, and their answer changes it later.
create table going_on (
    id          bigint generated always as identity primary key,
    issuable_id bigint      not null references issuable on delete cascade,
    member_id   bigint      not null references member,
    todo_id     bigint      not null references todo on delete cascade,
    shipped     text        not null,
    through     text        not null default '',
    question    text        not null,
    note_id     bigint      not null,
    created_at  timestamptz not null,
    answered_at timestamptz,
    answer_note_id bigint
);

create index going_on_thing on going_on (issuable_id, id);
create index going_on_todo on going_on (todo_id);
