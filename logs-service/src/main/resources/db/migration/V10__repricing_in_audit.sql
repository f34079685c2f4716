-- Records that were priced anew are told in the audit too: of one project or of all, and with what it did to the money.
ALTER TABLE logs.audit
    ALTER COLUMN project_uuid DROP NOT NULL,
    ALTER COLUMN removed DROP NOT NULL,
    ADD COLUMN repriced bigint,
    ADD COLUMN cost_before numeric,
    ADD COLUMN cost_after numeric,
    ADD CONSTRAINT audit_action CHECK (
        action = 'requests.delete' AND project_uuid IS NOT NULL AND removed IS NOT NULL
        OR action = 'requests.reprice' AND repriced IS NOT NULL
            AND cost_before IS NOT NULL AND cost_after IS NOT NULL);
