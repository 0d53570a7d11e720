-- What only merge requests have: two branches, a door, and what was proposed, reviewed and merged.

create table merge_request (
    id            bigint primary key references issuable on delete cascade,
    project_id    bigint      not null references project on delete cascade,
    source_branch text        not null,
    target_branch text        not null,
    draft         boolean     not null,
    proposed_at   timestamptz,
    door          text        not null check (door in ('two-way', 'one-way')),
    door_reason   text        not null default '',
    door_by       bigint references member,
    head          text        not null,
    base          text        not null,
    start_commit  text        not null,
    remove_source boolean     not null default false,
    merged_at     timestamptz,
    merged_by     bigint references member,
    merge_commit  text,
    check (draft = (proposed_at is null))
);

-- At most one open merge request between two branches: the state lies in the header, so the room keeps this by a lock on
-- the pair, and this index finds it.
create index merge_request_branch on merge_request (project_id, source_branch, target_branch);
create index merge_request_target on merge_request (project_id, target_branch);

-- fair_at: by when they have had their working time since it was proposed to them; nothing while it is a draft.
create table merge_request_reviewer (
    merge_request_id bigint      not null references merge_request on delete cascade,
    member_id        bigint      not null references member,
    since            timestamptz not null,
    fair_at          timestamptz,
    primary key (merge_request_id, member_id)
);

create index merge_request_reviewer_member on merge_request_reviewer (member_id, merge_request_id desc);

-- Each state of the source branch that was ever proposed.
create table merge_request_version (
    id               bigint generated always as identity primary key,
    merge_request_id bigint      not null references merge_request on delete cascade,
    head             text        not null,
    base             text        not null,
    start_commit     text        not null,
    created_at       timestamptz not null
);

create index merge_request_version_of on merge_request_version (merge_request_id, id desc);

-- An approval holds for one head; a push takes it away.
create table approval (
    merge_request_id bigint      not null references merge_request on delete cascade,
    member_id        bigint      not null references member,
    head             text        not null,
    approved_at      timestamptz not null,
    primary key (merge_request_id, member_id)
);

-- Which merge request brought a commit: what blame asks.
create table merge_request_commit (
    project_id       bigint not null references project on delete cascade,
    sha              text   not null,
    merge_request_id bigint not null references merge_request on delete cascade,
    primary key (project_id, sha)
);

create index merge_request_commit_of on merge_request_commit (merge_request_id);
