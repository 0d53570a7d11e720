-- The Markdown files of each project's default branch, so that the tree of a handbook is one question. Everything here
-- can be read from the repository again.
create table page (
    id           bigint generated always as identity primary key,
    project_id   bigint      not null references project on delete cascade,
    path         text        not null,
    title        text        not null,
    blob         text        not null,
    commit       text        not null,
    author_name  text        not null,
    author_email text        not null,
    changed_at   timestamptz not null,
    -- what the page says of its place among its neighbours, and of the day on which it is to be looked at again
    weight       int,
    review_on    date,
    -- the names under which its headings and marked places are linked
    anchors      text[]      not null default '{}',
    unique (project_id, path)
);

-- Whoever wrote at a page: how often, and when last.
create table page_author (
    page_id  bigint      not null references page on delete cascade,
    email    text        not null,
    name     text        not null,
    edits    int         not null,
    last_at  timestamptz not null,
    primary key (page_id, email)
);

-- Other addresses a page gives itself (`aliases` in its front matter).
create table page_alias (
    page_id  bigint not null references page on delete cascade,
    path     text   not null,
    primary key (page_id, path)
);
create index page_alias_path on page_alias (path);

-- Where the links and pictures of a page lead within the repository, and whether that is there.
create table page_link (
    id        bigint generated always as identity primary key,
    page_id   bigint  not null references page on delete cascade,
    line      int     not null,
    written   text    not null,
    path      text    not null,
    fragment  text    not null,
    picture   boolean not null,
    state     text    not null check (state in ('fine', 'moved', 'no page', 'no file', 'no heading', 'outside'))
);
create index page_link_page on page_link (page_id);
create index page_link_path on page_link (path);
create index page_link_broken on page_link (page_id, line) where state <> 'fine';

-- In which order a handbook wants to be read, where it has a table of contents: pages, and titles that stand above some.
create table page_chapter (
    project_id bigint not null references project on delete cascade,
    position   int    not null,
    depth      int    not null,
    title      text   not null,
    path       text   not null,
    primary key (project_id, position)
);

-- Up to which commit the pages of a project are written down.
create table handbook (
    project_id bigint primary key references project on delete cascade,
    commit     text not null
);

-- Which things a page speaks of, and below which heading it does so first.
create table page_citation (
    page_id     bigint not null references page on delete cascade,
    issuable_id bigint not null references issuable on delete cascade,
    heading     text   not null,
    anchor      text   not null,
    primary key (page_id, issuable_id)
);

create index page_citation_issuable on page_citation (issuable_id);

-- Where pages have gone that were renamed. It outlives the pages, and what is written down of them.
create table page_redirect (
    project_id  bigint      not null references project on delete cascade,
    path        text        not null,
    target      text        not null,
    -- the commit that renamed it or said so, or the member who did
    commit      text,
    member_id   bigint      references member on delete set null,
    created_at  timestamptz not null,
    primary key (project_id, path)
);

-- What headings were called before.
create table heading_redirect (
    project_id  bigint      not null references project on delete cascade,
    path        text        not null,
    anchor      text        not null,
    target      text        not null,
    created_at  timestamptz not null,
    primary key (project_id, path, anchor)
);

-- Who read a page again and found it right.
create table page_verification (
    id           bigint generated always as identity primary key,
    project_id   bigint      not null references project on delete cascade,
    path         text        not null,
    blob         text        not null,
    member_id    bigint      references member on delete set null,
    verified_at  timestamptz not null,
    next_on      date
);
create index page_verification_page on page_verification (project_id, path, id);

-- The issue that reminds of a page whose day has come.
create table page_review (
    issuable_id  bigint primary key references issuable on delete cascade,
    project_id   bigint not null references project on delete cascade,
    path         text   not null,
    due_on       date   not null
);
create index page_review_page on page_review (project_id, path);

-- Issues that ask about some lines of a page, as these stood when it was asked.
create table page_question (
    issuable_id  bigint primary key references issuable on delete cascade,
    project_id   bigint not null references project on delete cascade,
    path         text   not null,
    commit       text   not null,
    blob         text   not null,
    start_line   int    not null,
    end_line     int    not null
);
create index page_question_page on page_question (project_id, path);

-- Which version of a page a member read last, and the one before that visit; each member's own, shown to nobody else.
create table page_reading (
    member_id     bigint      not null references member on delete cascade,
    project_id    bigint      not null references project on delete cascade,
    path          text        not null,
    blob          text        not null,
    commit        text        not null,
    read_at       timestamptz not null,
    before_blob   text,
    before_commit text,
    before_at     timestamptz,
    primary key (member_id, project_id, path)
);
