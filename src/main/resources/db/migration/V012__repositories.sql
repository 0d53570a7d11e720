-- Who wrote which line of a file, as of the last commit that touched it. `ignored` is the blob of .git-blame-ignore-revs
-- that was heeded. Everything here can be computed again.
create table blame (
    project_id bigint not null references project on delete cascade,
    commit text not null,
    path text not null,
    ignored text not null,
    ranges text not null,
    primary key (project_id, commit, path, ignored)
);
