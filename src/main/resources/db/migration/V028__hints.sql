-- What somebody doesn't want to be told while they write.
create table hint_silence (
    member_id   bigint      not null references member on delete cascade,
    rule        text        not null,
    silenced_at timestamptz not null,
    primary key (member_id, rule)
);
