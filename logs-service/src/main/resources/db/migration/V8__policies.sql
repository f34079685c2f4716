-- That projects' own times have been learned from admin-service: before, nothing expires, since a project may want more.
CREATE TABLE logs.project_policy_learned (
    one boolean     PRIMARY KEY DEFAULT true CHECK (one),
    at  timestamptz NOT NULL
);

COMMENT ON TABLE logs.project_policy_learned IS 'when logs.project_policy was last put in place; no row = never';
