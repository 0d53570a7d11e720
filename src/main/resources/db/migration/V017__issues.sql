-- What only issues have. Types other than the plain one bring side tables of their own.

create table issue (
    id       bigint primary key references issuable on delete cascade,
    due_date date,
    weight   int check (weight >= 0)
);

create index issue_due on issue (due_date, id) where due_date is not null;

-- What issues are to each other. Of two issues there is one link at most: `blocks` and `duplicates` go from source to
-- target, `relates` has no direction.
create table issue_link (
    id          bigint generated always as identity primary key,
    source_id   bigint      not null references issuable on delete cascade,
    target_id   bigint      not null references issuable on delete cascade,
    kind        text        not null check (kind in ('relates', 'blocks', 'duplicates')),
    created_at  timestamptz not null,
    check (source_id <> target_id)
);

create unique index issue_link_pair on issue_link (least(source_id, target_id), greatest(source_id, target_id));
create index issue_link_source on issue_link (source_id, kind);
create index issue_link_target on issue_link (target_id, kind);
