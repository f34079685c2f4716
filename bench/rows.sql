-- Fills the log store with made-up requests, one day at a time: bench/rows calls logs.bench_day for each.
-- The shape is that of a company: few large projects and many small ones, a handful of models each, busy days and quiet
-- nights, 3 % errors, latencies and tokens with long tails. Requests of the last two days have bodies of 2 KB, as where
-- bodies expire sooner than their requests; of earlier ones one in fifty has.

-- the histogram of one value, seen so many times
CREATE OR REPLACE FUNCTION logs.bench_times(one bytea, times bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT substr(one, 1, length(one) - 1) || CASE
        WHEN times < 64 THEN set_byte('\x00'::bytea, 0, (times * 2)::integer)
        ELSE set_byte(set_byte('\x0000'::bytea, 0, (times * 2 & 127 | 128)::integer), 1, (times >> 6)::integer) END
$$;

CREATE OR REPLACE FUNCTION logs.bench_day(day date, amount integer, projects integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    name text := 'request_' || to_char(day, 'YYYYMMDD');
    fresh boolean := to_regclass('logs.' || name) IS NULL;
    first timestamptz := day::timestamp AT TIME ZONE 'UTC';
    past timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
    target text := CASE WHEN fresh THEN name ELSE 'request' END;
    full_from date := (now() AT TIME ZONE 'UTC')::date - 2;
    words text[] := string_to_array('the of and to in is that for it as with was on by this be are at which you from '
        'please write summary customer order invoice answer question table list price contract meeting engine water '
        'garden river window letter number house street light paper story model token system request reply', ' ');
    prose text;
BEGIN
    -- filled before it is attached, so that its indexes are built at once
    IF fresh THEN
        EXECUTE format('CREATE TABLE logs.%I (LIKE logs.request INCLUDING DEFAULTS)', name);
        PERFORM logs.make_partition('request_body', day);
    END IF;
    EXECUTE format($sql$
        WITH dice AS MATERIALIZED (
            SELECT md5(random()::text) AS hex, floor(%3$s * power(random(), 3))::integer AS project,
                random() AS spread, random() AS hour_of, random() AS pick, random() AS model, random() AS token,
                random() AS luck, random() AS stream, random_normal(6.6, 0.9) AS latency, random() AS first,
                random_normal(6.2, 1.1) AS prompt, random_normal(4.9, 1.0) AS completion
            FROM generate_series(1, %2$s)
        ), timed AS (
            SELECT *, extract(epoch FROM %1$L::timestamptz)::bigint * 1000
                    + floor(86400000 * (0.5 + (hour_of - 0.5) * (0.4 + 0.6 * spread)))::bigint AS at,
                (project * 7 + floor(3 * model * model))::integer %% 12 AS kind,
                luck < 0.03 AS failed, luck < 0.01 AS refused, stream < 0.4 AS streamed
            FROM dice
        ), made AS (
            SELECT *,
                (ARRAY['openai','openai','anthropic','groq','groq','google','mistral','openai','anthropic','deepseek',
                    'together','groq'])[kind + 1] AS provider,
                (ARRAY['gpt-4o-mini','gpt-4o','claude-sonnet-4','llama-3.1-8b-instant','llama-3.3-70b-versatile',
                    'gemini-2.0-flash','mistral-small','o4-mini','claude-haiku-3.5','deepseek-chat','qwen2.5-72b',
                    'gemma2-9b-it'])[kind + 1] AS model_name
            FROM timed
        )
        INSERT INTO logs.%4$I (created_at, id, project_uuid, env, token_id, token_name, client_ip, user_agent, surface,
            endpoint_slug, requested_model, alias, stream, provider, model, attempts, revision, ok, http_status,
            error_code, error_message, ended, latency_ms, ttft_ms, overhead_ms, prompt_tokens, completion_tokens,
            total_tokens, cached_tokens, cache_write_tokens, reasoning_tokens, usage_estimated, cost_usd, price_source)
        SELECT to_timestamp(at / 1000.0),
            (lpad(to_hex(at), 12, '0') || '7' || substr(hex, 1, 3) || '8' || substr(hex, 4, 15))::uuid,
            md5('project ' || project)::uuid, CASE WHEN pick < 0.8 THEN 'production' ELSE 'staging' END,
            md5('token ' || project || floor(4 * token * token))::uuid,
            'token ' || floor(4 * token * token), '10.1.2.3', 'OpenAI/Python 1.60.0',
            CASE WHEN project %% 5 = 0 THEN 'gateway' ELSE 'wrapper' END,
            CASE WHEN project %% 5 = 0 THEN (ARRAY['triage','summary','answer'])[1 + floor(3 * pick)::integer] END,
            CASE WHEN refused THEN 'fsat' ELSE model_name END,
            CASE WHEN refused THEN NULL ELSE (ARRAY['fast','smart','cheap'])[1 + kind %% 4] END,
            streamed, CASE WHEN NOT refused THEN provider END, CASE WHEN NOT refused THEN model_name END,
            CASE WHEN refused THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('provider', provider,
                'model', model_name, 'started_at', to_timestamp(at / 1000.0), 'latency_ms', exp(latency)::bigint,
                'http_status', CASE WHEN failed THEN 502 ELSE 200 END)) END,
            42, NOT failed, CASE WHEN refused THEN 404 WHEN failed THEN 502 ELSE 200 END,
            CASE WHEN refused THEN 'model_not_found' WHEN failed THEN 'upstream_error' END,
            CASE WHEN refused THEN 'There is no alias fsat.' WHEN failed THEN 'The provider closed the connection.' END,
            CASE WHEN refused THEN 'refused' ELSE 'complete' END,
            CASE WHEN refused THEN 1 ELSE exp(latency)::bigint END,
            CASE WHEN streamed AND NOT failed THEN (exp(latency) * (0.1 + 0.4 * first))::bigint END, 0.4,
            CASE WHEN NOT failed THEN exp(prompt)::bigint END, CASE WHEN NOT failed THEN exp(completion)::bigint END,
            CASE WHEN NOT failed THEN exp(prompt)::bigint + exp(completion)::bigint END,
            CASE WHEN NOT failed THEN 0 END, CASE WHEN NOT failed THEN 0 END, CASE WHEN NOT failed THEN 0 END,
            CASE WHEN NOT failed THEN false END,
            CASE WHEN NOT failed AND kind <> 10 THEN round((exp(prompt) * 0.00000015 + exp(completion) * 0.0000006)::numeric, 9) END,
            CASE WHEN NOT failed AND kind <> 10 THEN 'bundled:bench' END
        FROM made
    $sql$, first, amount, projects, target);
    IF fresh THEN
        EXECUTE format('ALTER TABLE logs.request ATTACH PARTITION logs.%I FOR VALUES FROM (%L) TO (%L)', name, first, past);
    END IF;
    SELECT string_agg(words[1 + floor(random() * cardinality(words))::integer], ' ') INTO prose
    FROM generate_series(1, 4000);
    INSERT INTO logs.request_body
    SELECT created_at, id, '{"model":"x","messages":[{"role":"user","content":"'
        || substr(prose, 1 + abs(hashtext(id::text)) % 20000, 1000) || '"}]}',
        true, false, '{"choices":[{"message":{"role":"assistant","content":"'
        || substr(prose, 1 + abs(hashtext(reverse(id::text))) % 20000, 900)
        || CASE WHEN position % 100000 = 0 THEN ' pelican' ELSE '' END || '"}}]}', true, false
    FROM logs.request WHERE created_at >= first AND created_at < past AND (day >= full_from OR position % 50 = 0);
    PERFORM logs.bench_figures(first, past);
    RETURN amount;
END
$$;

CREATE OR REPLACE FUNCTION logs.bench_figures(first timestamptz, past timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    level text;
BEGIN
    INSERT INTO logs.rollup_key
    SELECT DISTINCT logs.rollup_key_id(project_uuid, provider, model, alias, token_id, token_name, endpoint_slug),
        project_uuid, provider, model, alias, token_id, token_name, endpoint_slug
    FROM logs.request WHERE created_at >= first AND created_at < past ON CONFLICT DO NOTHING;
    FOREACH level IN ARRAY ARRAY['minute', 'hour', 'day'] LOOP
        EXECUTE format($sql$
            WITH row AS MATERIALIZED (
                SELECT date_trunc(%1$L, r.created_at, 'UTC') AS start, logs.rollup_key_id(r.project_uuid, r.provider,
                    r.model, r.alias, r.token_id, r.token_name, r.endpoint_slug) AS key_id, r.*
                FROM logs.request r
                WHERE r.created_at >= %2$L AND r.created_at < %3$L
            ), latency AS (
                SELECT start, key_id, string_agg(logs.bench_times(one, times), ''::bytea ORDER BY length(one), get_byte(one, 1), get_byte(one, 0)) AS latency
                FROM (SELECT start, key_id, logs.histogram_of(latency_ms) AS one, count(*) AS times
                    FROM row GROUP BY 1, 2, 3) AS b GROUP BY 1, 2
            ), ttft AS (
                SELECT start, key_id, string_agg(logs.bench_times(one, times), ''::bytea ORDER BY length(one), get_byte(one, 1), get_byte(one, 0)) AS ttft
                FROM (SELECT start, key_id, logs.histogram_of(ttft_ms) AS one, count(*) AS times
                    FROM row WHERE ttft_ms IS NOT NULL GROUP BY 1, 2, 3) AS b GROUP BY 1, 2
            ), sums AS (
                SELECT start, key_id, count(*) AS requests, count(*) FILTER (WHERE NOT ok) AS errors,
                    count(*) FILTER (WHERE cost_usd IS NULL AND provider IS NOT NULL AND (ok OR total_tokens > 0)) AS unpriced,
                    count(cost_usd) AS priced, coalesce(sum(prompt_tokens), 0) AS prompt,
                    coalesce(sum(completion_tokens), 0) AS completion, coalesce(sum(total_tokens), 0) AS total,
                    coalesce(sum(cached_tokens), 0) AS cached, coalesce(sum(reasoning_tokens), 0) AS reasoning,
                    coalesce(sum(cost_usd), 0) AS cost, sum(latency_ms) AS latency_sum
                FROM row GROUP BY 1, 2
            )
            INSERT INTO logs.rollup_%1$s
            SELECT s.*, l.latency, coalesce(t.ttft, ''::bytea)
            FROM sums s JOIN latency l USING (start, key_id) LEFT JOIN ttft t USING (start, key_id)
        $sql$, level, first, past);
    END LOOP;
END
$$;

-- the coarser figures, from the rows once more, since the figures of all combinations have their histograms packed; their
-- keys are entered before, so that two days at a time do not wait for each other
CREATE OR REPLACE FUNCTION logs.bench_facets(day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    first timestamptz := day::timestamp AT TIME ZONE 'UTC';
    past timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
    level text;
    whose text;
BEGIN
    CREATE TEMPORARY TABLE facet ON COMMIT DROP AS SELECT key_id, id, facet, project_uuid FROM logs.rollup_facet_of;
    CREATE TEMPORARY TABLE seen ON COMMIT DROP AS
    SELECT date_trunc('minute', created_at, 'UTC') AS minute, logs.rollup_key_id(project_uuid, provider, model, alias,
        token_id, token_name, endpoint_slug) AS key_id, logs.histogram_of(latency_ms) AS latency,
        logs.histogram_of(ttft_ms) AS ttft
    FROM logs.request WHERE created_at >= first AND created_at < past;
    ANALYZE facet, seen;
    FOREACH level IN ARRAY ARRAY['minute', 'hour', 'day'] LOOP
        whose := CASE WHEN level = 'minute'
            THEN $w$f.facet <> 'token' AND f.project_uuid = '00000000-0000-0000-0000-000000000000'$w$ ELSE 'true' END;
        EXECUTE format($sql$
            WITH latency AS (
                SELECT start, id, string_agg(logs.bench_times(one, times), ''::bytea ORDER BY length(one), get_byte(one, 1), get_byte(one, 0)) AS latency
                FROM (SELECT date_trunc(%1$L, minute, 'UTC') AS start, f.id, latency AS one, count(*) AS times
                    FROM seen JOIN facet f USING (key_id) WHERE %4$s GROUP BY 1, 2, 3) AS b GROUP BY 1, 2
            ), ttft AS (
                SELECT start, id, string_agg(logs.bench_times(one, times), ''::bytea ORDER BY length(one), get_byte(one, 1), get_byte(one, 0)) AS ttft
                FROM (SELECT date_trunc(%1$L, minute, 'UTC') AS start, f.id, ttft AS one, count(*) AS times
                    FROM seen JOIN facet f USING (key_id) WHERE ttft <> ''::bytea AND %4$s GROUP BY 1, 2, 3) AS b
                GROUP BY 1, 2
            ), sums AS (
                SELECT s.start, f.id, sum(requests) AS requests, sum(errors) AS errors, sum(unpriced) AS unpriced,
                    sum(priced) AS priced, sum(prompt) AS prompt, sum(completion) AS completion, sum(total) AS total,
                    sum(cached) AS cached, sum(reasoning) AS reasoning, sum(cost) AS cost, sum(latency_sum) AS latency_sum
                FROM logs.rollup_%1$s s JOIN facet f USING (key_id)
                WHERE s.start >= %2$L AND s.start < %3$L AND %4$s GROUP BY 1, 2
            )
            INSERT INTO logs.rollup_facet_%1$s
            SELECT s.*, l.latency, coalesce(t.ttft, ''::bytea)
            FROM sums s JOIN latency l USING (start, id) LEFT JOIN ttft t USING (start, id)
        $sql$, level, first, past, whose);
    END LOOP;
END
$$;
