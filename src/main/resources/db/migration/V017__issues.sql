-- What only issues have. Types other than the plain one bring side tables of their own.

create table issue (
    id       bigint primary key references issuable on delete cascade,
    due_date date,
    weight   int check (weight >= 0)
);
