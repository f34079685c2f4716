-- Coarser figures beside those of all combinations, so that no grouping over a long time has to read a row per
-- combination: kept apart by what one grouping needs alone (a facet), for each project, and for all projects together.
-- They are folded from the same deltas in the same transaction. Of minutes only those of all projects together are kept,
-- and none by token: there would be as many as requests.

CREATE TABLE logs.rollup_facet_key (
    id            uuid PRIMARY KEY,
    facet         text NOT NULL,
    project_uuid  uuid NOT NULL,
    provider      text,
    model         text,
    alias         text,
    token_id      uuid,
    token_name    text,
    endpoint_slug text
);
CREATE INDEX rollup_facet_key_project ON logs.rollup_facet_key (facet, project_uuid);

COMMENT ON COLUMN logs.rollup_facet_key.project_uuid IS '00000000-0000-0000-0000-000000000000 = all projects together';

CREATE TABLE logs.rollup_facet_minute (LIKE logs.rollup_delta, PRIMARY KEY (key_id, start)) WITH (fillfactor = 70);
CREATE TABLE logs.rollup_facet_hour (LIKE logs.rollup_delta, PRIMARY KEY (key_id, start)) WITH (fillfactor = 70);
CREATE TABLE logs.rollup_facet_day (LIKE logs.rollup_delta, PRIMARY KEY (key_id, start)) WITH (fillfactor = 70);
CREATE INDEX rollup_facet_minute_start ON logs.rollup_facet_minute (start);
CREATE INDEX rollup_facet_hour_start ON logs.rollup_facet_hour (start);
CREATE INDEX rollup_facet_day_start ON logs.rollup_facet_day (start);

-- what each combination counts to
CREATE VIEW logs.rollup_facet_of AS
SELECT k.id AS key_id,
    md5(f.facet || logs.rollup_key_id(s.project_uuid, f.provider, f.model, f.alias, f.token_id, f.token_name,
        f.endpoint_slug)::text)::uuid AS id,
    f.facet, s.project_uuid, f.provider, f.model, f.alias, f.token_id, f.token_name, f.endpoint_slug
FROM logs.rollup_key k
CROSS JOIN LATERAL (VALUES (k.project_uuid), ('00000000-0000-0000-0000-000000000000'::uuid)) AS s (project_uuid)
CROSS JOIN LATERAL (VALUES
    ('model', k.provider, k.model, NULL, NULL, NULL, NULL),
    ('alias', NULL, NULL, k.alias, NULL, NULL, NULL),
    ('token', NULL, NULL, NULL, k.token_id, k.token_name, NULL),
    ('endpoint', NULL, NULL, NULL, NULL, NULL, k.endpoint_slug)
) AS f (facet, provider, model, alias, token_id, token_name, endpoint_slug);

-- figures there are already are folded once more, now into facets too; no figure changes meanwhile
INSERT INTO logs.rollup_delta SELECT * FROM logs.rollup_minute;
TRUNCATE logs.rollup_minute, logs.rollup_hour, logs.rollup_day;
