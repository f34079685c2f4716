-- Questions to gateways whether a provider takes a credential's key, and their answers. Whichever replica of the
-- service has a stream of a gateway that serves the revision claims a question, so that it is asked once. Rows are kept
-- for an hour: they also bound how often it may be asked.
create table credential_probe (
    id         uuid primary key,
    credential uuid not null references credential (id) on delete cascade,
    revision   bigint not null,
    timeout_ms bigint not null,
    asked_at   timestamptz not null default now(),
    gateway    text,
    outcome    text,
    status     integer,
    latency_ms bigint
);
create index credential_probe_age on credential_probe (asked_at);
create index credential_probe_credential on credential_probe (credential, asked_at);
