-- The configuration. Each row's "version" is the revision that last changed the row, so it is never used twice and
-- serves as the ETag. Ids are UUIDv7: ordering by id is ordering by time of creation.

-- The number of the newest revision: one row, locked by every change, so that revisions commit in their order.
create table head (
    only_row boolean primary key default true check (only_row),
    revision bigint not null
);
insert into head (revision) values (0);

-- What each revision changed: [{"kind","key","action","project"?,"credential"?}].
create table revision (
    number     bigint primary key,
    created_at timestamptz not null,
    actor      text not null,
    changes    jsonb not null
);

create table project (
    uuid         uuid primary key,
    name         text not null,
    project_type text not null check (project_type in ('ai_wrapper', 'ai_gateway')),
    env          text,
    metadata     text not null,
    is_active    boolean not null,
    version      bigint not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);

-- A provider's key: sealed, and the few characters of it that may be shown.
create table credential (
    id         uuid primary key,
    name       text not null,
    provider   text not null,
    is_active  boolean not null,
    sealed     text not null,
    preview    text not null,
    version    bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

create table provider_binding (
    id            uuid primary key,
    project_uuid  uuid not null references project on delete cascade,
    provider      text not null,
    enabled       boolean not null,
    credential_id uuid references credential,
    version       bigint not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    unique (project_uuid, provider)
);
create index provider_binding_credential on provider_binding (credential_id);

create table alias (
    id            uuid primary key,
    project_uuid  uuid not null references project on delete cascade,
    name          text not null,
    provider      text not null,
    model         text not null,
    temperature   numeric,
    top_p         numeric,
    max_tokens    integer,
    system_prompt text,
    version       bigint not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    unique (project_uuid, name)
);

-- A client's token: the SHA-256 of it, and the few characters that may be shown. Revoked rows stay for the list.
create table token (
    id           uuid primary key,
    project_uuid uuid not null references project on delete cascade,
    name         text not null,
    hash         text not null unique,
    preview      text not null,
    scopes       text not null,
    expires_at   timestamptz,
    metadata     text not null,
    revoked_at   timestamptz,
    version      bigint not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index token_project on token (project_uuid, id);

-- Gateways and the newest revision that each is known to serve. By the database's clock.
create table replica (
    name     text primary key,
    revision bigint not null,
    seen_at  timestamptz not null
);
