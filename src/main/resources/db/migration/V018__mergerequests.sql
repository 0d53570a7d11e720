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
    question      text        not null default '',
    merged_at     timestamptz,
    merged_by     bigint references member,
    merge_commit  text,
    squash        boolean,
    squashed      boolean     not null default false,
    landed_from   text,
    merge_error   text,
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

-- Whom CODEOWNERS names for what it changes, and who was asked to look because of that, or only told of it: each once.
create table told_owner (
    merge_request_id bigint  not null references merge_request on delete cascade,
    member_id        bigint  not null references member,
    asked            boolean not null,
    primary key (merge_request_id, member_id)
);

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

-- Who lets it merge, as they saw it, as soon as the door lets it.
create table auto_merge (
    merge_request_id bigint primary key references merge_request on delete cascade,
    member_id        bigint      not null references member,
    token_id         bigint,
    head             text        not null,
    squash           boolean,
    message          text,
    removes          boolean,
    set_at           timestamptz not null
);

-- Which merge request brought a commit: what blame asks.
create table merge_request_commit (
    project_id       bigint not null references project on delete cascade,
    sha              text   not null,
    merge_request_id bigint not null references merge_request on delete cascade,
    primary key (project_id, sha)
);

create index merge_request_commit_of on merge_request_commit (merge_request_id);

-- Where in a difference a thread was begun, and the lines that stood there: as JSON, since nothing is looked up by it.
create table thread_place (
    comment_id  bigint primary key references comment on delete cascade,
    issuable_id bigint not null references issuable on delete cascade,
    place       jsonb  not null
);

create index thread_place_thing on thread_place (issuable_id);

-- Suggestions stand in the words of comments, told apart by their number there; here are those that were applied.
create table suggestion_applied (
    comment_id bigint      not null references comment on delete cascade,
    number     int         not null,
    commit     text        not null,
    before     text        not null,
    after      text        not null,
    applied_by bigint      not null references member,
    applied_at timestamptz not null,
    primary key (comment_id, number)
);

-- What somebody has written for a review that isn't sent yet; nobody else sees it.
create table draft_note (
    id               bigint generated always as identity primary key,
    merge_request_id bigint      not null references merge_request on delete cascade,
    author_id        bigint      not null references member,
    body             text        not null,
    place            jsonb,
    thread_id        bigint references comment on delete cascade,
    resolves         boolean     not null default false,
    created_at       timestamptz not null
);

create index draft_note_of on draft_note (merge_request_id, author_id, id);
create index draft_note_thread on draft_note (thread_id) where thread_id is not null;

-- What somebody said of the head they had looked at; the last one of each counts. A request for changes holds until its
-- writer says something else, or a maintainer sets it aside.
create table review (
    id               bigint generated always as identity primary key,
    merge_request_id bigint      not null references merge_request on delete cascade,
    member_id        bigint      not null references member,
    verdict          text        not null check (verdict in ('comment', 'approve', 'changes', 'set aside')),
    head             text        not null,
    sent_at          timestamptz not null
);

create index review_of on review (merge_request_id, member_id, id desc);
