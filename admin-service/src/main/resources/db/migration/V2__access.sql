-- Admin keys beside the first one, which is a setting. The SHA-256 of a key, and the few characters that may be shown.
-- Revoked rows stay for the list and the audit. "projects" restricts the role to these, comma-separated; null means
-- everywhere.
create table admin_key (
    id           uuid primary key,
    name         text not null,
    hash         text not null unique,
    preview      text not null,
    role         text not null check (role in ('owner', 'admin', 'developer', 'viewer')),
    projects     text,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    version      bigint not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);

-- The answers to calls with an Idempotency-Key, sealed, since an answer can hold a secret.
create table idempotency (
    caller     text not null,
    key        text not null,
    request    text not null,
    sealed     text not null,
    created_at timestamptz not null,
    primary key (caller, key)
);
create index idempotency_age on idempotency (created_at);

-- Who did what, and whose sign-in was refused. Rows are chained: "hash" covers the row and the hash of the row before
-- it. Times are the service's; "changed_from" and "changed_to" are JSON with secrets masked, kept as text so that the
-- hash covers what is shown, byte by byte. "times" counts refusals that were alike.
create table audit (
    number       bigint primary key,
    created_at   timestamptz not null,
    actor        text not null,
    key_id       uuid,
    role         text,
    address      text not null,
    request_id   uuid,
    kind         text not null,
    key          text not null,
    action       text not null,
    project_uuid uuid,
    revision     bigint,
    times        bigint not null,
    changed_from text,
    changed_to   text,
    hash         text not null
);
create index audit_project on audit (project_uuid, number);
create index audit_kind on audit (kind, number);
create index audit_actor on audit (actor, number);

-- The end of the chain: a row removed there is missed by it.
create table audit_head (
    only_row boolean primary key default true check (only_row),
    number   bigint not null,
    hash     text not null
);
insert into audit_head (number, hash) values (0, repeat('0', 64));

-- SHA-256, in hex, of a JSON array in PostgreSQL's own canonical form.
create function audit_hash(before text, a audit) returns text language sql stable as $$
    select encode(sha256(convert_to(jsonb_build_array(
        before, a.number, (extract(epoch from a.created_at) * 1000000)::bigint, a.actor, a.key_id, a.role, a.address,
        a.request_id, a.kind, a.key, a.action, a.project_uuid, a.revision, a.times, a.changed_from, a.changed_to
    )::text, 'UTF8')), 'hex')
$$;

-- Numbers and chains a new row. Runs with the rights of the tables' owner, so that the service's role needs no more
-- than INSERT and SELECT on the audit where another role owns it.
create function audit_append() returns trigger language plpgsql security definer set search_path = config, pg_temp as $$
declare
    before text;
begin
    select h.number + 1, h.hash into strict new.number, before from audit_head h for update;
    new.created_at := date_trunc('milliseconds', new.created_at);
    new.hash := audit_hash(before, new);
    update audit_head set number = new.number, hash = new.hash;
    return new;
end
$$;
create trigger audit_append before insert on audit for each row execute function audit_append();

create function audit_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'config.audit is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_keep before update or delete or truncate on audit
    for each statement execute function audit_refuse();
create trigger audit_head_keep before delete or truncate on audit_head
    for each statement execute function audit_refuse();
