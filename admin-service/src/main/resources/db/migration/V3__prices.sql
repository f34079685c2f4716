-- Prices that the operator set, each in place of the bundled one of the same name or beside those. A model may be the
-- beginning of names with a * at its end. Names are ordered byte by byte, as the list's pages need it.
create table price (
    id         uuid primary key,
    provider   text collate "C" not null,
    model      text collate "C" not null,
    price      text not null,
    origin     text not null check (origin in ('set', 'import')),
    version    bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (provider, model)
);
comment on column price.price is 'rates and tiers as the log record has them: USD per million tokens, image per piece';
