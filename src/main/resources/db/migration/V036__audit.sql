-- Who did what, from where, when. The database itself writes it, in the transaction of the deed: no page, program, job or
-- verb of the command line can forget to, and none can change a row or take one out. Who is asking is told to the database
-- at the beginning of each transaction (database.Origin).

create table audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null,
    -- nobody: the workspace did it by itself, or somebody who hadn't signed in
    actor_id    bigint,
    actor       text        not null,
    token_id    bigint,
    address     text        not null,
    way         text        not null,
    project_id  bigint,
    team_id     bigint,
    -- whom it concerns
    member_id   bigint,
    -- what stands in the thread of it
    event_id    bigint,
    kind        text        not null,
    deed        text        not null,
    thing       text        not null,
    detail      jsonb       not null,
    seal_id     bigint
);

create index audit_all on audit (at desc, id desc);
create index audit_project on audit (project_id, at desc, id desc) where project_id is not null;
create index audit_team on audit (team_id, at desc, id desc) where team_id is not null;
create index audit_actor on audit (actor_id, at desc, id desc) where actor_id is not null;
create index audit_member on audit (member_id, at desc, id desc) where member_id is not null;
create index audit_kind on audit (kind, at desc, id desc);
create index audit_thing on audit (thing text_pattern_ops, at desc, id desc);
create index audit_sealed on audit (seal_id, id);
create index audit_unsealed on audit (id) where seal_id is null;

-- A chain: each seal holds the hash of its rows and of the seal before.
create table audit_seal (
    id         bigint      primary key,
    sealed_at  timestamptz not null,
    entries    int         not null,
    hash       text        not null
);

create function audit_stays() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'audit' and tg_op = 'UPDATE' then
        if old.seal_id is null and to_jsonb(new) - 'seal_id' = to_jsonb(old) - 'seal_id' then
            return new;
        end if;
    end if;
    raise exception 'What the audit log holds stays as it is.' using errcode = 'insufficient_privilege';
end $$;

create trigger stays before update or delete on audit for each row execute function audit_stays();
create trigger stays_all before truncate on audit for each statement execute function audit_stays();
create trigger stays before update or delete on audit_seal for each row execute function audit_stays();
create trigger stays_all before truncate on audit_seal for each statement execute function audit_stays();

-- What was told of the one who is asking, if anything was.
create function audit_origin(part text) returns text language sql stable as $$
    select nullif(current_setting('antipode.' || part, true), '')
$$;

-- Writes one row. `fallback` is who did it where nobody was told to be asking.
create function audit_note(
    kind text, deed text, thing text, detail jsonb, project bigint default null, team bigint default null,
    concerns bigint default null, event bigint default null, fallback bigint default null)
returns void language plpgsql as $$
declare
    who bigint := coalesce(audit_origin('actor')::bigint, fallback);
begin
    insert into audit (at, actor_id, actor, token_id, address, way, project_id, team_id, member_id, event_id, kind, deed, thing, detail)
    values (
        coalesce(audit_origin('at')::timestamptz, clock_timestamp()),
        who,
        coalesce((select username from member where id = who), ''),
        audit_origin('token')::bigint,
        coalesce(audit_origin('address'), ''),
        coalesce(audit_origin('way'), 'the database'),
        project, team, concerns, event, kind, deed, thing, detail);
end $$;

-- "#7", "!7", "@1a2b3c4d"
create function audit_thing(kind text, iid int, sha text) returns text language sql immutable as $$
    select case kind when 'issue' then '#' || iid when 'merge_request' then '!' || iid else '@' || left(sha, 8) end
$$;

-- What an event says of a thing. History that comes from elsewhere isn't what somebody did here.
create function audit_event() returns trigger language plpgsql as $$
declare
    named text;
    what text;
begin
    if audit_origin('way') = 'import' then
        return null;
    end if;
    select project.full_path || audit_thing(issuable.kind, issuable.iid, issuable.commit_sha), replace(issuable.kind, '_', ' ')
    into named, what
    from issuable join project on project.id = issuable.project_id where issuable.id = new.issuable_id;
    perform audit_note(
        coalesce(what, 'project'), new.action,
        coalesce(named, (select full_path from project where id = new.project_id), ''),
        '{}', new.project_id, null, null, new.id, new.actor_id);
    return null;
end $$;

create trigger audited after insert on event for each row execute function audit_event();

-- A branch or tag that was pushed, written, merged into or deleted. Other refs are the product's own.
create function audit_ref() returns trigger language plpgsql as $$
begin
    if new.ref like 'refs/heads/%' or new.ref like 'refs/tags/%' then
        perform audit_note(
            case when new.ref like 'refs/tags/%' then 'tag' else 'branch' end,
            case when new.before is null then 'added' when new.after is null then 'removed' else 'changed' end,
            regexp_replace(new.ref, '^refs/(heads|tags)/', ''),
            jsonb_strip_nulls(jsonb_build_object(
                'from', case when new.before is not null then jsonb_build_object('commit', new.before) end,
                'to', case when new.after is not null then jsonb_build_object('commit', new.after) end)),
            (select id from project where id = new.repository),
            fallback => (select id from member where lower(email) = lower(new.email)));
    end if;
    return null;
end $$;

create trigger audited after insert on git_reflog for each row execute function audit_ref();

-- A row that is made, changed or removed: of what kind it is, the columns that name it, those that are no deed (times of use
-- and the like), those that are told to have changed but never what they hold, and the column of who did it if nobody else is known.
-- What falls with something else is told by that alone.
create function audit_row() returns trigger language plpgsql as $$
declare
    was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    now_is jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    row_is jsonb := coalesce(now_is, was);
    names text[] := string_to_array(tg_argv[1], ',');
    passed text[] := string_to_array(tg_argv[2], ',');
    secret text[] := string_to_array(tg_argv[3], ',');
    before_it jsonb;
    after_it jsonb;
    project bigint := case tg_table_name when 'project' then row_is ->> 'id' else row_is ->> 'project_id' end;
    team bigint := case when tg_table_name = 'namespace' then row_is ->> 'id' else coalesce(row_is ->> 'namespace_id', row_is ->> 'team_id') end;
    concerns bigint := case tg_table_name when 'member' then row_is ->> 'id' else row_is ->> 'member_id' end;
    what text := tg_argv[0];
    named text;
    place text;
begin
    if pg_trigger_depth() > 1
        or audit_origin('way') = 'import' and tg_table_name in ('comment', 'reaction', 'upload', 'label', 'milestone') then
        return null;
    end if;
    select jsonb_object_agg(key, case when key = any (secret) then to_jsonb('…'::text)
                                      when jsonb_typeof(value) = 'string' then to_jsonb(left(value #>> '{}', 500)) else value end)
        filter (where now_is is null or now_is -> key is distinct from value)
    into before_it from jsonb_each(was) where key <> all (passed) and value <> 'null';
    select jsonb_object_agg(key, case when key = any (secret) then to_jsonb('…'::text)
                                      when jsonb_typeof(value) = 'string' then to_jsonb(left(value #>> '{}', 500)) else value end)
        filter (where was is null or was -> key is distinct from value)
    into after_it from jsonb_each(now_is) where key <> all (passed) and value <> 'null';
    if tg_op = 'UPDATE' and before_it is null and after_it is null then
        return null;
    end if;
    named := coalesce((select string_agg(row_is ->> name, ' ' order by at) from unnest(names) with ordinality listed (name, at)), '');
    if named = '' and concerns is not null then
        named := coalesce((select username from member where id = concerns), '');
    end if;
    if tg_table_name = 'issuable' then
        what := replace(row_is ->> 'kind', '_', ' ');
        named := audit_thing(row_is ->> 'kind', (row_is ->> 'iid')::int, row_is ->> 'commit_sha');
    elsif row_is ? 'issuable_id' then
        select issuable.project_id, audit_thing(issuable.kind, issuable.iid, issuable.commit_sha)
        into project, place from issuable where id = (row_is ->> 'issuable_id')::bigint;
        named := concat_ws(' ', nullif(named, ''), place);
    end if;
    perform audit_note(
        what,
        case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'changed' else 'removed' end,
        named,
        jsonb_strip_nulls(jsonb_build_object('from', before_it, 'to', after_it)),
        project, team, concerns, null,
        (row_is ->> nullif(tg_argv[4], ''))::bigint);
    return null;
end $$;

create function audit_watch(watched text, kind text, names text, passed text default '', secret text default '', fallback text default '')
returns void language plpgsql as $$
begin
    execute format(
        'create trigger audited after insert or update or delete on %I for each row execute function audit_row(%L, %L, %L, %L, %L)',
        watched, kind, names, passed, secret, fallback);
end $$;

-- What comes and goes in sets, told as one.
create function audit_set() returns trigger language plpgsql as $$
declare
    rows_there bigint;
    concerns bigint;
begin
    select count(*), min(member_id) into rows_there, concerns from changed_rows;
    if rows_there > 0 and pg_trigger_depth() = 1 then
        perform audit_note(
            tg_argv[0], case tg_op when 'INSERT' then 'added' when 'UPDATE' then 'used' else 'removed' end,
            coalesce((select username from member where id = concerns), ''), jsonb_build_object('count', rows_there), null, null, concerns);
    end if;
    return null;
end $$;

create trigger audited after insert on recovery_code referencing new table as changed_rows
    for each statement execute function audit_set('recovery codes');
create trigger audited_use after update on recovery_code referencing new table as changed_rows
    for each statement execute function audit_set('recovery codes');
create trigger audited_end after delete on recovery_code referencing old table as changed_rows
    for each statement execute function audit_set('recovery codes');

select audit_watch('setting', 'setting', 'name');
select audit_watch('mail_pause', 'mail pause', 'address', 'said');
select audit_watch('incoming_mail', 'mail that came in', 'id', 'message_id,from_line,subject,digest,size,copies,recipient,sender,decided_at');
select audit_watch('member', 'member', 'username', '', 'password_hash,picture');
select audit_watch('member_hours', 'working hours', '');
select audit_watch('member_day', 'working day', 'date');
select audit_watch('absence', 'absence', '', '', 'note');
select audit_watch('absence_delegate', 'stand-in', '');
select audit_watch('session', 'session', '', 'seen_at,expires_at', 'hash', 'member_id');
select audit_watch('token', 'token', 'name', 'last_used_at,last_address', 'hash');
select audit_watch('sign_in_link', 'sign-in link', '', '', 'hash');
select audit_watch('authenticator', 'authenticator', '', 'last_step', 'sealed');
select audit_watch('passkey', 'passkey', 'name', 'uses,last_used_at,last_address,backed_up,credential', 'credential_id');
select audit_watch('foreign_identity', 'sign-in elsewhere', 'provider', 'last_used_at');
select audit_watch('mailed_deed', 'mailed link', 'deed', '', 'hash');
select audit_watch('sign_in_policy', 'sign-in policy', '', 'one,changed_at,changed_by');
select audit_watch('namespace', 'namespace', 'full_path');
select audit_watch('team_member', 'team member', '');
select audit_watch('project', 'project', 'full_path', 'last_activity_at,next_issue_iid,next_merge_request_iid');
select audit_watch('project_member', 'project member', '');
select audit_watch('label', 'label', 'name');
select audit_watch('milestone', 'milestone', 'iid', 'updated_at,description_html', 'title,description');
select audit_watch('protected_branch', 'protected branch', 'name');
select audit_watch('comment', 'comment', 'id', 'id,thread_id,updated_at,edits,body_html,resolvable,resolved_at,resolved_by,removed_at', 'body', 'author_id');
select audit_watch('reaction', 'reaction', 'name', '', '', 'member_id');
select audit_watch('upload', 'upload', 'id', '', 'secret,name', 'uploader_id');
select audit_watch('todo_setting', 'to-do settings', '');
select audit_watch('page_redirect', 'redirect', 'path');
select audit_watch('page_verification', 'page verification', 'path');
select audit_watch('notice_wish', 'notices', '');
select audit_watch('notification_level', 'notices of a place', '');
select audit_watch('chat_room', 'chat', 'host', 'failures,problem,disabled_at', 'address');
select audit_watch('feed_address', 'feed', 'name', 'last_used_at,last_address', 'hash');
select audit_watch('linked_calendar', 'calendar', 'name', 'tag,modified,fetched_at,tried_at,failures,problem', 'access');
select audit_watch('slack_link', 'slack', 'workspace', 'told_at,told,problem', 'token');
select audit_watch('capacity', 'capacity', '');
select audit_watch('project_address', 'mail address of a project', '', 'last_used_at', 'hash');
select audit_watch('hint_silence', 'hint', 'rule');
select audit_watch('invitation', 'invitation', 'email', '', 'hash', 'inviter_id');
select audit_watch('invitation_place', 'place of an invitation', '');
select audit_watch('guest', 'guest', '', '', 'hash', 'inviter_id');
select audit_watch('import', 'import', 'origin', 'found,address,step,position,due_at,failures');

-- Of these only the end: their beginning and what becomes of them are events.
create trigger audited after delete on issuable for each row execute function audit_row('thing', '', '', 'description,description_html,title', '');
create trigger audited after delete on text_version for each row execute function audit_row('version', 'id', '', 'title,body', '');

-- One entry as the chain has it.
create function audit_line(entry audit) returns text language sql immutable as $$
    select concat_ws(E'\x1f', entry.id, extract(epoch from entry.at), coalesce(entry.actor_id, 0), entry.actor, coalesce(entry.token_id, 0),
                     entry.address, entry.way, coalesce(entry.project_id, 0), coalesce(entry.team_id, 0), coalesce(entry.member_id, 0),
                     coalesce(entry.event_id, 0), entry.kind, entry.deed, entry.thing, entry.detail)
$$;
