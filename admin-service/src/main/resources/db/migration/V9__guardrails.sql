-- The guardrails of each level, as JSON: of all projects under the id 'global', of a project under its own.
create table guardrail (
    id           text primary key,
    project_uuid uuid unique references project on delete cascade,
    rules        text not null,
    version      bigint not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    check (id = coalesce(project_uuid::text, 'global'))
);
create trigger keep_row after insert or update or delete on guardrail
    for each row execute function keep_row('id');
