-- Figures per minute, hour and day, so that no window needs the rows.
--
-- Ingestion adds rows to rollup_delta in the transaction of the records and touches nothing that another transaction
-- might touch. One replica at a time folds the deltas into the three levels. So at every instant and in every snapshot
-- deltas + minutes = hours + deltas = days + deltas = what the rows say.
--
-- latency and ttft are histograms: pairs of (bucket, count), each a varint, the count zigzag; joined end to end two
-- histograms are their sum. Buckets are exact below 128 ms and then 64 to each power of two, so that a bucket's middle
-- is at most 1/128 off.

CREATE TABLE logs.rollup_key (
    id            uuid PRIMARY KEY,
    project_uuid  uuid NOT NULL,
    provider      text,
    model         text,
    alias         text,
    token_id      uuid,
    token_name    text,
    endpoint_slug text
);
CREATE INDEX rollup_key_project ON logs.rollup_key (project_uuid);

CREATE TABLE logs.rollup_delta (
    start       timestamptz NOT NULL,
    key_id      uuid        NOT NULL,
    requests    bigint      NOT NULL,
    errors      bigint      NOT NULL,
    unpriced    bigint      NOT NULL,
    priced      bigint      NOT NULL,
    prompt      bigint      NOT NULL,
    completion  bigint      NOT NULL,
    total       bigint      NOT NULL,
    cached      bigint      NOT NULL,
    reasoning   bigint      NOT NULL,
    cost        numeric     NOT NULL,
    latency_sum bigint      NOT NULL,
    latency     bytea       NOT NULL,
    ttft        bytea       NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

COMMENT ON TABLE logs.rollup_delta IS 'minutes'' figures not folded yet; negative where records were taken away';

CREATE TABLE logs.rollup_minute (LIKE logs.rollup_delta, PRIMARY KEY (key_id, start)) WITH (fillfactor = 80);
CREATE TABLE logs.rollup_hour (LIKE logs.rollup_delta, PRIMARY KEY (key_id, start)) WITH (fillfactor = 70);
CREATE TABLE logs.rollup_day (LIKE logs.rollup_delta, PRIMARY KEY (key_id, start)) WITH (fillfactor = 70);
CREATE INDEX rollup_minute_start ON logs.rollup_minute (start);
CREATE INDEX rollup_hour_start ON logs.rollup_hour (start);
CREATE INDEX rollup_day_start ON logs.rollup_day (start);

-- one id for one combination, known without asking: md5 of the parts, each with its length
CREATE FUNCTION logs.rollup_key_id(
    project_uuid uuid, provider text, model text, alias text, token_id uuid, token_name text, endpoint_slug text)
RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT md5(
        project_uuid::text
        || coalesce(length(provider) || ':' || provider, '-') || coalesce(length(model) || ':' || model, '-')
        || coalesce(length(alias) || ':' || alias, '-') || coalesce(token_id::text, '-')
        || coalesce(length(token_name) || ':' || token_name, '-')
        || coalesce(length(endpoint_slug) || ':' || endpoint_slug, '-'))::uuid
$$;

CREATE FUNCTION logs.histogram_bucket(millis bigint) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN millis < 128 THEN greatest(millis, 0)::integer
        ELSE ((58 - position('1' IN millis::bit(64)::text)) * 64
            + (millis >> (58 - position('1' IN millis::bit(64)::text))))::integer END
$$;

-- the histogram of one value; of null, the empty one
CREATE FUNCTION logs.histogram_of(millis bigint) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN millis IS NULL THEN '\x'::bytea
        WHEN millis < 128 THEN set_byte('\x0002'::bytea, 0, logs.histogram_bucket(millis))
        ELSE set_byte(set_byte('\x000002'::bytea, 0, logs.histogram_bucket(millis) & 127 | 128),
            1, logs.histogram_bucket(millis) >> 7) END
$$;

INSERT INTO logs.rollup_key
SELECT DISTINCT logs.rollup_key_id(project_uuid, provider, model, alias, token_id, token_name, endpoint_slug),
    project_uuid, provider, model, alias, token_id, token_name, endpoint_slug
FROM logs.request;

INSERT INTO logs.rollup_delta
SELECT date_trunc('minute', created_at, 'UTC'),
    logs.rollup_key_id(project_uuid, provider, model, alias, token_id, token_name, endpoint_slug),
    count(*), count(*) FILTER (WHERE NOT ok),
    count(*) FILTER (WHERE cost_usd IS NULL AND provider IS NOT NULL AND (ok OR total_tokens > 0)), count(cost_usd),
    coalesce(sum(prompt_tokens), 0), coalesce(sum(completion_tokens), 0), coalesce(sum(total_tokens), 0),
    coalesce(sum(cached_tokens), 0), coalesce(sum(reasoning_tokens), 0), coalesce(sum(cost_usd), 0), sum(latency_ms),
    string_agg(logs.histogram_of(latency_ms), ''::bytea), string_agg(logs.histogram_of(ttft_ms), ''::bytea)
FROM logs.request GROUP BY 1, 2;
