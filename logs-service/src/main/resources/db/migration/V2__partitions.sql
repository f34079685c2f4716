-- Both tables by day (UTC), so that what has expired goes with its partition, without a row being touched.
-- A record of any time is taken: what has no partition of its day goes to the default partition, and
-- logs.make_partition moves it when the day's partition comes.

ALTER TABLE logs.request RENAME TO request_v1;
ALTER TABLE logs.request_body RENAME TO request_body_v1;
ALTER INDEX logs.request_pkey RENAME TO request_v1_pkey;
ALTER INDEX logs.request_body_pkey RENAME TO request_body_v1_pkey;
DROP INDEX logs.request_project, logs.request_provider, logs.request_model, logs.request_alias, logs.request_token,
    logs.request_error;

CREATE SEQUENCE logs.request_position_seq;

CREATE TABLE logs.request (
    LIKE logs.request_v1 INCLUDING DEFAULTS INCLUDING COMMENTS,
    position bigint NOT NULL DEFAULT nextval('logs.request_position_seq'),
    price    jsonb,
    PRIMARY KEY (created_at, id)
) PARTITION BY RANGE (created_at);

ALTER SEQUENCE logs.request_position_seq OWNED BY logs.request.position;
COMMENT ON COLUMN logs.request.position IS
    'grows in order of arrival; rows of transactions that run at the same time may become visible out of order';
COMMENT ON COLUMN logs.request.price IS 'the price row by which cost_usd was computed';

CREATE TABLE logs.request_body (
    LIKE logs.request_body_v1 INCLUDING DEFAULTS,
    PRIMARY KEY (created_at, id)
) PARTITION BY RANGE (created_at);

COMMENT ON TABLE logs.request_body IS 'bodies as the client sent and got them; a request without bodies has no row';

-- bodies are most of what is written, and lz4 costs a fraction of pglz; a server may be built without it
DO $$
BEGIN
    ALTER TABLE logs.request_body ALTER COLUMN request_text SET COMPRESSION lz4;
    ALTER TABLE logs.request_body ALTER COLUMN response_text SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END
$$;

-- newest first within a project, plain and by the keys that people filter by
CREATE INDEX request_project ON logs.request (project_uuid, created_at DESC, id DESC);
CREATE INDEX request_provider ON logs.request (project_uuid, provider, created_at DESC, id DESC);
CREATE INDEX request_model ON logs.request (project_uuid, model, created_at DESC, id DESC);
CREATE INDEX request_alias ON logs.request (project_uuid, alias, created_at DESC, id DESC);
CREATE INDEX request_token ON logs.request (project_uuid, token_name, created_at DESC, id DESC);
CREATE INDEX request_error ON logs.request (project_uuid, created_at DESC, id DESC) WHERE NOT ok;
CREATE INDEX request_position ON logs.request (position);

CREATE TABLE logs.request_default PARTITION OF logs.request DEFAULT;
CREATE TABLE logs.request_body_default PARTITION OF logs.request_body DEFAULT;

-- Makes a table's partition of a day, and moves there what the default partition holds of that day. False when it is
-- there already. By ATTACH: unlike CREATE TABLE … PARTITION OF it does not wait for those who read and write the table.
CREATE FUNCTION logs.make_partition(parent text, day date) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    name text := parent || '_' || to_char(day, 'YYYYMMDD');
    spare text := parent || '_default';
    first timestamptz := day::timestamp AT TIME ZONE 'UTC';
    past timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    -- not to_regclass: it may answer from before the lock that the caller waited for
    IF EXISTS (SELECT FROM pg_class WHERE relname = name AND relnamespace = 'logs'::regnamespace) THEN
        RETURN false;
    END IF;
    EXECUTE format('LOCK TABLE logs.%I IN ACCESS EXCLUSIVE MODE', spare);
    EXECUTE format('CREATE TABLE logs.%I (LIKE logs.%I INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMPRESSION)',
        name, parent);
    EXECUTE format(
        'WITH moved AS (DELETE FROM logs.%I WHERE created_at >= %L AND created_at < %L RETURNING *) '
            'INSERT INTO logs.%I SELECT * FROM moved',
        spare, first, past, name);
    EXECUTE format('ALTER TABLE logs.%I ATTACH PARTITION logs.%I FOR VALUES FROM (%L) TO (%L)',
        parent, name, first, past);
    RETURN true;
END
$$;

-- the days that there are rows of, and the days to come
DO $$
DECLARE
    today date := (now() AT TIME ZONE 'UTC')::date;
    day date;
BEGIN
    FOR day IN
        SELECT DISTINCT (created_at AT TIME ZONE 'UTC')::date FROM logs.request_v1
            WHERE created_at >= now() - interval '400 days' AND created_at < now() + interval '2 days'
        UNION SELECT today + ahead FROM generate_series(-1, 3) AS ahead
    LOOP
        PERFORM logs.make_partition('request', day);
        PERFORM logs.make_partition('request_body', day);
    END LOOP;
END
$$;

DO $$
DECLARE
    columns text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns FROM pg_attribute
        WHERE attrelid = 'logs.request_v1'::regclass AND attnum > 0 AND NOT attisdropped;
    EXECUTE format('INSERT INTO logs.request (%1$s) SELECT %1$s FROM logs.request_v1 ORDER BY created_at, id', columns);
    INSERT INTO logs.request_body SELECT * FROM logs.request_body_v1;
END
$$;

DROP TABLE logs.request_v1, logs.request_body_v1;

-- how long a project's rows stay; a project without a row follows the settings
CREATE TABLE logs.project_policy (
    project_uuid        uuid    PRIMARY KEY,
    retention_days      integer CHECK (retention_days > 0),
    body_retention_days integer CHECK (body_retention_days > 0)
);

COMMENT ON TABLE logs.project_policy IS 'as admin-service has it; null = the setting';
