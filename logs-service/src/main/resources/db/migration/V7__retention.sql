-- Up to when rows have gone by retention: verification compares figures with rows only where there still are all rows.
CREATE TABLE logs.expired (
    project_uuid uuid        PRIMARY KEY,
    before       timestamptz NOT NULL
);

COMMENT ON COLUMN logs.expired.project_uuid IS '00000000-0000-0000-0000-000000000000 = every project';
