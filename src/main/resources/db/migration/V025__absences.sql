-- What follows from an absence. Who was told of it, with the dates as they were told, and whether as one who stands in; nobody is told the same twice.
create table absence_told (
    absence_id   bigint      not null references absence on delete cascade,
    member_id    bigint      not null references member on delete cascade,
    issuable_id  bigint references issuable on delete set null,
    first_on     date        not null,
    last_on      date        not null,
    stands       boolean     not null,
    told_at      timestamptz not null,
    primary key (absence_id, member_id)
);
create index absence_told_member on absence_told (member_id);
create index absence_told_thing on absence_told (issuable_id) where issuable_id is not null;

-- The turns that were offered to who stands in; what nobody took goes back on the return.
create table absence_offer (
    absence_id  bigint not null references absence on delete cascade,
    handoff_id  bigint not null references handoff on delete cascade,
    primary key (absence_id, handoff_id)
);
create index absence_offer_handoff on absence_offer (handoff_id);

-- The brief that waits since somebody is back, until they have read it.
create table absence_return (
    absence_id  bigint      primary key references absence on delete cascade,
    member_id   bigint      not null references member on delete cascade,
    ready_at    timestamptz not null,
    read_at     timestamptz
);
create index absence_return_unread on absence_return (member_id) where read_at is null;
