-- The workspace's own settings: one value each.
create table setting (
    name text primary key,
    value text not null
);

-- What has to follow from an acknowledged action, and has not yet.
create table outbox (
    id bigint generated always as identity primary key,
    consumer text not null,
    key text not null,
    payload jsonb not null,
    not_before timestamptz not null,
    attempts int not null default 0,
    problem text,
    dead boolean not null default false
);

-- The oldest of a key goes first, so each pick asks for an older sister.
create index outbox_order on outbox (consumer, key, id) where not dead;
create index outbox_due on outbox (id) include (not_before) where not dead;

-- What is due at a time. The columns are db-scheduler's; "problem" is ours: why it was given up.
create table job (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    problem text,
    primary key (task_name, task_instance)
);

create index job_due on job (execution_time);
create index job_heartbeat on job (last_heartbeat) where picked;

-- What is done once on each date of a subject's calendar, and was.
create table daily_run (
    job text not null,
    subject text not null,
    date date not null,
    promised_at timestamptz not null,
    done_at timestamptz not null,
    late boolean not null,
    primary key (job, subject, date)
);
