-- What two people made of the suggestion to talk, in a thread in which they had gone three rounds: one row settles it for
-- both of them there. That it is suggested is kept nowhere; it is read from the comments.
create table talk (
    thread_id   bigint      not null references comment on delete cascade,
    one_id      bigint      not null references member,
    other_id    bigint      not null references member,
    issuable_id bigint      not null references issuable on delete cascade,
    state       text        not null check (state in ('writing', 'proposed', 'held', 'missed')),
    decided_by  bigint      not null references member,
    decided_at  timestamptz not null,
    note_id     bigint,
    starts_at   timestamptz,
    ends_at     timestamptz,
    outcome_note_id bigint,
    primary key (thread_id, one_id, other_id),
    check (one_id < other_id),
    check (state = 'writing' or (note_id is not null and starts_at < ends_at))
);

create index talk_thing on talk (issuable_id);
