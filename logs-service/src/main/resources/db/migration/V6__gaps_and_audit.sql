-- What the gateways had to drop, told in its place: a hole in the log that says how large it is.
CREATE TABLE logs.gap (
    id           uuid        PRIMARY KEY,
    project_uuid uuid        NOT NULL,
    replica      text        NOT NULL,
    dropped      bigint      NOT NULL CHECK (dropped > 0),
    from_at      timestamptz NOT NULL,
    to_at        timestamptz NOT NULL,
    kept_at      timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN logs.gap.from_at IS 'when the first of the dropped requests was created';
CREATE INDEX gap_project ON logs.gap (project_uuid, from_at);
CREATE INDEX gap_from ON logs.gap (from_at);

-- Who removed what from the log. Rows come in the transaction of the removal, and stay as they are.
CREATE TABLE logs.audit (
    id           uuid        PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT now(),
    who          text        NOT NULL,
    role         text,
    address      text        NOT NULL,
    request_id   uuid        NOT NULL,
    action       text        NOT NULL,
    project_uuid uuid        NOT NULL,
    filter       text        NOT NULL,
    removed      bigint      NOT NULL
);

COMMENT ON COLUMN logs.audit.request_id IS 'the call; a call with many removals has a row for each of its transactions';

CREATE FUNCTION logs.audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'logs.audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON logs.audit
    FOR EACH STATEMENT EXECUTE FUNCTION logs.audit_stays();
