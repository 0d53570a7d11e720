-- Whose mail it is, by the key it came with: who may post it, where it belongs, and what became of it.
create table incoming_claim (
    mail_id         bigint primary key references incoming_mail on delete cascade,
    member_id       bigint not null references member on delete cascade,
    issuable_id     bigint references issuable on delete cascade,
    note_id         bigint,
    project_id      bigint references project on delete cascade,
    became_id       bigint references issuable on delete set null,
    became_note_id  bigint
);
create index incoming_claim_member on incoming_claim (member_id, mail_id desc);
create index incoming_claim_issuable on incoming_claim (issuable_id);
create index incoming_claim_project on incoming_claim (project_id);
create index incoming_claim_became on incoming_claim (became_id);

-- The addresses by which members open issues by mail: one for each in a project, until it is revoked.
create table project_address (
    id            bigint generated always as identity primary key,
    member_id     bigint      not null references member on delete cascade,
    project_id    bigint      not null references project on delete cascade,
    hash          bytea       not null unique,
    created_at    timestamptz not null,
    last_used_at  timestamptz,
    unique (member_id, project_id)
);
create index project_address_project on project_address (project_id);

-- Whom we answered that a mail was not taken, and when: nobody hears that often.
create table mail_refusal (
    address  text        primary key,
    sent_at  timestamptz not null
);
