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
    unique (project_id, path)
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
