-- What issues and merge requests share, and commits of which something was said. Comments and events draw from one sequence, so both are notes in the API and
-- their order is the order in which a thread happened: whoever writes to a thread locks its header row first.

create sequence note_id;

create table issuable (
    id               bigint generated always as identity primary key,
    project_id       bigint      not null references project on delete cascade,
    kind             text        not null check (kind in ('issue', 'merge_request', 'commit')),
    type             text        not null,
    iid              int         not null,
    title            text        not null,
    description      text        not null,
    description_html text        not null,
    author_id        bigint      not null references member,
    dri_id           bigint      not null references member,
    state            text        not null check (state in ('opened', 'closed', 'merged')),
    confidential     boolean     not null,
    locked           boolean     not null default false,
    comment_count    int         not null default 0,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    closed_at        timestamptz,
    closed_by        bigint references member,
    milestone_id     bigint references milestone on delete set null,
    commit_sha       text check ((kind = 'commit') = (commit_sha is not null)),
    unique (project_id, kind, iid),
    check (not confidential or kind = 'issue')
);

create unique index issuable_commit on issuable (project_id, commit_sha) where commit_sha is not null;
create index issuable_listed on issuable (project_id, kind, state, id desc);
create index issuable_updated on issuable (project_id, kind, updated_at desc, id desc);
create index issuable_everywhere on issuable (kind, state, id desc);
create index issuable_lately on issuable (kind, updated_at desc, id desc);
create index issuable_author on issuable (author_id, kind, id desc);
create index issuable_milestone on issuable (milestone_id, id desc) where milestone_id is not null;
create index issuable_dri on issuable (dri_id, state, updated_at desc);

-- Where an issue was before it moved to another project: its old address leads on, and what was written of it still means it.
create table issue_redirect (
    project_id  bigint      not null references project on delete cascade,
    iid         int         not null,
    issuable_id bigint      not null references issuable on delete cascade,
    created_at  timestamptz not null,
    primary key (project_id, iid)
);
create index issue_redirect_issuable on issue_redirect (issuable_id);

create table issuable_assignee (
    issuable_id bigint not null references issuable on delete cascade,
    member_id   bigint not null references member,
    primary key (issuable_id, member_id)
);

create index issuable_assignee_member on issuable_assignee (member_id, issuable_id desc);

create table issuable_label (
    issuable_id bigint not null references issuable on delete cascade,
    label_id    bigint not null references label on delete cascade,
    primary key (issuable_id, label_id)
);

create index issuable_label_label on issuable_label (label_id, issuable_id desc);

-- What is said. A first comment and its replies are a thread of their own, named by the first one's id, whose row says
-- whether it has to be resolved and who did. A first comment that was taken out stays without its words while it has replies.
create table comment (
    id          bigint primary key default nextval('note_id'),
    issuable_id bigint      not null references issuable on delete cascade,
    thread_id   bigint      not null,
    author_id   bigint      not null references member,
    body        text        not null,
    body_html   text        not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    edits       int         not null default 0,
    resolvable  boolean     not null default false,
    resolved_at timestamptz,
    resolved_by bigint references member,
    removed_at  timestamptz
);

create index comment_thread on comment (issuable_id, id);
create index comment_unresolved on comment (issuable_id) where resolvable and resolved_at is null;

-- The one append-only log: who did what to what, from what to what.
create table event (
    id          bigint primary key default nextval('note_id'),
    project_id  bigint references project on delete cascade,
    issuable_id bigint references issuable on delete cascade,
    actor_id    bigint references member,
    token_id    bigint,
    action      text        not null,
    detail      jsonb       not null default '{}',
    created_at  timestamptz not null
);

create index event_thread on event (issuable_id, id);
create index event_project on event (project_id, id desc);

-- What a text cites: kept so that the cited thing can show where it is spoken of, and what a merge closes.
create table reference (
    source_id  bigint      not null references issuable on delete cascade,
    target_id  bigint      not null references issuable on delete cascade,
    kind       text        not null check (kind in ('mentions', 'closes', 'reverts')),
    note_id    bigint,
    created_at timestamptz not null,
    primary key (source_id, target_id, kind)
);

create index reference_target on reference (target_id);

-- Who hears of what happens here, and since what.
create table subscription (
    issuable_id bigint not null references issuable on delete cascade,
    member_id   bigint not null references member,
    reason      text   not null,
    primary key (issuable_id, member_id)
);

create index subscription_member on subscription (member_id);

-- What a title, a description or a comment said before somebody changed it. A row holds what was changed, and only that.
create table text_version (
    id          bigint generated always as identity primary key,
    issuable_id bigint      not null references issuable on delete cascade,
    comment_id  bigint references comment on delete cascade,
    title       text,
    body        text,
    edited_by   bigint      not null references member,
    edited_at   timestamptz not null
);

create index text_version_thing on text_version (issuable_id, id desc) where comment_id is null;
create index text_version_comment on text_version (comment_id, id desc) where comment_id is not null;

-- How people feel about a thing or a comment, by the emoji's name. It asks nothing of anybody.
create table reaction (
    id          bigint generated always as identity primary key,
    issuable_id bigint      not null references issuable on delete cascade,
    comment_id  bigint references comment on delete cascade,
    member_id   bigint      not null references member,
    name        text        not null,
    created_at  timestamptz not null,
    unique nulls not distinct (issuable_id, comment_id, member_id, name)
);

create index reaction_comment on reaction (comment_id) where comment_id is not null;

-- Which forms were sent with which words, and where that led, so that sending one twice does its deed once.
create table sending (
    member_id bigint      not null references member on delete cascade,
    key       text        not null,
    words     text        not null,
    path      text        not null,
    sent_at   timestamptz not null,
    primary key (member_id, key, words)
);

create index sending_old on sending (sent_at);

-- Files attached to what people write. Their bytes lie in pieces; whoever may see a thing that uses one may see it.
create table upload (
    id          bigint generated always as identity primary key,
    project_id  bigint      not null references project on delete cascade,
    secret      text        not null unique,
    name        text        not null,
    type        text        not null,
    size        bigint      not null,
    width       int,
    height      int,
    uploader_id bigint      not null references member,
    created_at  timestamptz not null,
    -- who took away what it held, when and why
    redacted    text
);

create index upload_project on upload (project_id, id desc);
create index upload_uploader on upload (uploader_id, created_at);

create table upload_piece (
    upload_id bigint not null references upload on delete cascade,
    at        int    not null,
    bytes     bytea  not null,
    primary key (upload_id, at)
);

alter table upload_piece alter bytes set storage external;

create table upload_use (
    upload_id   bigint not null references upload on delete cascade,
    issuable_id bigint not null references issuable on delete cascade,
    primary key (upload_id, issuable_id)
);

create index upload_use_thing on upload_use (issuable_id);
