-- What the ingest statement needs to know beyond the ground floor.

-- The duration that was counted before this change, so that the roll-up can take it back exactly.
ALTER TABLE execution ADD COLUMN prev_duration_ms bigint;

-- A correction is an upsert of a negative difference, and PostgreSQL checks the proposed row before it looks for the one to
-- add to. Tests and the chaos checker recount instead.
ALTER TABLE rollup_minute DROP CONSTRAINT rollup_minute_not_negative;

-- A log or business event may belong to the workflow and to no run.
ALTER TABLE event_log ALTER COLUMN execution_id DROP NOT NULL;

-- "Does this workflow have an open incident that a success would end?", whatever its history.
CREATE INDEX incident_unresolved ON incident (tenant_id, workflow_id) WHERE status <> 'resolved';
CREATE POLICY ingest ON incident TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT ON incident TO andon_ingest;

-- A workflow that registers itself is put into the site its event names.
CREATE POLICY ingest ON site TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT ON site TO andon_ingest;
