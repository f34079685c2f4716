-- What each revision changed, row by row, so that a former configuration can be shown and restored. The rows are kept
-- as they are, with secrets sealed and tokens hashed. Triggers write them, so that nothing that changes a row, not even
-- a cascade, can leave it out; what does not change the row's "version" is no change of the configuration.

-- "lineage" names a revision apart from all that other databases, or this one before it was set back, have under the
-- same number: a gateway that comes with another one is told to read the configuration anew.
alter table revision add column lineage uuid not null default gen_random_uuid();

-- The first revision whose configuration can be had back: nothing is known of rows before it.
alter table head add column kept_from bigint;
update head set kept_from = revision;
alter table head alter column kept_from set not null;

create table revision_row (
    revision   bigint not null,
    kind       text not null,
    key        text not null,
    project    uuid,
    credential uuid,
    was        jsonb,
    became     jsonb,
    primary key (revision, kind, key)
);

-- Arguments: the columns of the primary key.
create function keep_row() returns trigger language plpgsql as $$
declare
    was    jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
    became jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
    shown  jsonb := coalesce(became, was);
    id     text;
    next   bigint;
begin
    select h.revision + 1 into strict next from config.head h;
    -- a row that is written twice within a change has the same version the second time
    if was ->> 'version' = became ->> 'version' and became ->> 'version' <> next::text then
        return null;
    end if;
    select string_agg(shown ->> part, ':' order by place) into id from unnest(tg_argv) with ordinality as k (part, place);
    insert into config.revision_row (revision, kind, key, project, credential, was, became)
    values (next, tg_table_name, id,
           cast(case when tg_table_name = 'project' then shown ->> 'uuid' else shown ->> 'project_uuid' end as uuid),
           cast(case when tg_table_name = 'credential' then shown ->> 'id' end as uuid),
           was, became)
    on conflict (revision, kind, key) do update set became = excluded.became;
    return null;
end
$$;

-- A table that comes later brings its own trigger.
do $$
declare
    kept record;
begin
    for kept in
        select name, args
          from (values ('project', 'uuid'), ('credential', 'id'), ('provider_binding', 'id'), ('alias', 'id'),
                       ('token', 'id'), ('provider', 'key'), ('provider_switch', 'key'), ('price', 'id')) as t (name, args)
         where to_regclass('config.' || name) is not null
    loop
        execute format('create trigger keep_row after insert or update or delete on config.%I'
                       || ' for each row execute function config.keep_row(%L)', kept.name, kept.args);
    end loop;
end
$$;

-- Since when a gateway serves the revision that it serves.
alter table replica add column since timestamptz not null default now();
