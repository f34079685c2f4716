-- One row per request; bodies apart, so that lists and figures never read them.
-- The key is (created_at, id), and created_at is the time within the id (a UUID of version 7): one value for one id.
-- So the key keeps an id unique, and both tables can be partitioned by range of created_at.

CREATE TABLE logs.request (
    created_at         timestamptz      NOT NULL,
    id                 uuid             NOT NULL,
    project_uuid       uuid             NOT NULL,
    parent_id          uuid,
    env                text,
    token_id           uuid,
    token_name         text,
    client_request_id  text,
    client_ip          text,
    user_agent         text,
    surface            text             NOT NULL,
    endpoint_slug      text,
    requested_model    text,
    alias              text,
    stream             boolean          NOT NULL,
    provider           text,
    model              text,
    credential_id      uuid,
    attempts           jsonb            NOT NULL,
    revision           bigint           NOT NULL,
    ok                 boolean          NOT NULL,
    http_status        integer          NOT NULL,
    error_code         text,
    error_message      text,
    ended              text             NOT NULL,
    latency_ms         bigint           NOT NULL,
    ttft_ms            bigint,
    overhead_ms        double precision,
    prompt_tokens      bigint,
    completion_tokens  bigint,
    total_tokens       bigint,
    cached_tokens      bigint,
    cache_write_tokens bigint,
    reasoning_tokens   bigint,
    usage_estimated    boolean,
    cost_usd           numeric,
    price_source       text,
    PRIMARY KEY (created_at, id)
);

COMMENT ON COLUMN logs.request.cost_usd IS 'null = no price is known, never 0 for want of one';
COMMENT ON COLUMN logs.request.total_tokens IS 'null, like all tokens, where nothing was used or nothing is known';

-- newest first within a project, plain and by the keys that people filter by
CREATE INDEX request_project ON logs.request (project_uuid, created_at DESC, id DESC);
CREATE INDEX request_provider ON logs.request (project_uuid, provider, created_at DESC, id DESC);
CREATE INDEX request_model ON logs.request (project_uuid, model, created_at DESC, id DESC);
CREATE INDEX request_alias ON logs.request (project_uuid, alias, created_at DESC, id DESC);
CREATE INDEX request_token ON logs.request (project_uuid, token_name, created_at DESC, id DESC);
CREATE INDEX request_error ON logs.request (project_uuid, created_at DESC, id DESC) WHERE NOT ok;

CREATE TABLE logs.request_body (
    created_at          timestamptz NOT NULL,
    id                  uuid        NOT NULL,
    request_text        text,
    request_is_json     boolean     NOT NULL,
    request_truncated   boolean     NOT NULL,
    response_text       text,
    response_is_json    boolean     NOT NULL,
    response_truncated  boolean     NOT NULL,
    PRIMARY KEY (created_at, id)
);

COMMENT ON TABLE logs.request_body IS 'bodies as the client sent and got them; a request without bodies has no row';
