-- One row for each text that can be found, written in the transaction that writes the text.
-- Visibility is never copied here: a query joins the project, and the issuable where there is one.

create table document (
    kind        text        not null,
    id          bigint      not null,
    project_id  bigint      not null references project on delete cascade,
    issuable_id bigint,
    title       text        not null,
    body        text        not null,
    words       tsvector    not null,
    changed_at  timestamptz not null,
    path        text,
    primary key (kind, id)
);

create index document_words on document using gin (words);
create index document_issuable on document (issuable_id);
create index document_project on document (project_id, changed_at desc);
-- A word that stands in most texts is looked for from the newest on, until enough are found.
create index document_changed on document (changed_at desc, id desc);
