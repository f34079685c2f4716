-- What live views need: which transaction brought a record, so that a view can tell what is new to it whatever the
-- order in which transactions commit; and a notification that wakes those who wait.

-- without a default first: rows that are there already belong to no transaction that anybody waits for, and the table
-- is not rewritten
ALTER TABLE logs.request ADD COLUMN ingest_xid xid8;
ALTER TABLE logs.request ALTER COLUMN ingest_xid SET DEFAULT pg_current_xact_id();

COMMENT ON COLUMN logs.request.ingest_xid IS 'the transaction that brought the record; null = before live views, or from another cluster';

-- a number that grows does not say what is new, since transactions end in another order than they begin
DROP INDEX logs.request_position;
CREATE INDEX request_ingest ON logs.request (ingest_xid, id);

CREATE FUNCTION logs.tell_of_requests() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY promptgate_requests;
    RETURN NULL;
END
$$;

CREATE TRIGGER tell_of_requests AFTER INSERT ON logs.request
    FOR EACH STATEMENT EXECUTE FUNCTION logs.tell_of_requests();
