-- What the log keeps of a project's requests, and for how long; null = as the services are set.
alter table config.project
    add column log_bodies              text check (log_bodies in ('full', 'errors', 'none')),
    add column log_body_cap_bytes      integer check (log_body_cap_bytes >= 0),
    add column log_retention_days      integer check (log_retention_days > 0),
    add column log_body_retention_days integer check (log_body_retention_days > 0),
    -- [{"label","pattern"}]
    add column redact_patterns         text not null default '[]';
