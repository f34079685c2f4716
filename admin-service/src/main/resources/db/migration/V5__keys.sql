-- OpenAI-compatible servers that the operator added, beside the built-in providers.
create table provider (
    key           text primary key,
    name          text not null,
    base_url      text not null,
    auth          text not null check (auth in ('bearer', 'header', 'none')),
    key_header    text check ((auth = 'header') = (key_header is not null)),
    stream_usage  text not null check (stream_usage in ('on_request', 'always')),
    -- a JSON list of field names, and a JSON object from names to names
    drop_fields   text not null,
    rename_fields text not null,
    enabled       boolean not null,
    version       bigint not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null
);

-- Built-in providers whose global switch was ever touched.
create table provider_switch (
    key        text primary key,
    enabled    boolean not null,
    version    bigint not null,
    updated_at timestamptz not null
);

-- The secret that a rotation took the place of, while both are valid.
alter table token
    add column former_hash  text,
    add column former_until timestamptz;

-- When a token was last used, as gateways tell it now and then. Apart from the token: it is no change of it.
create table token_use (
    token_id     uuid primary key references token on delete cascade,
    last_used_at timestamptz not null
);
