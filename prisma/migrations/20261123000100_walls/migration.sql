-- Walls: four roles, row-level security FORCEd on every tenant table.
--   andon_owner     migrations and partitions          andon_ingest    the ingest statement, many tenants per batch
--   andon_app       every verb, one tenant per transaction   andon_platform  named look-ups before a tenant is known
-- Policies are inline comparisons with a setting (never a volatile function: that reads every tenant's rows).
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['andon_owner', 'andon_app', 'andon_ingest', 'andon_platform'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS', r);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    EXECUTE format('GRANT %I TO CURRENT_USER', r);
  END LOOP;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO andon_app, andon_ingest, andon_platform;
REVOKE ALL ON FUNCTION outbox_nudge() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outbox_nudge() TO andon_app, andon_ingest, andon_platform;

-- Tables of a partner.
ALTER TABLE partner ENABLE ROW LEVEL SECURITY; ALTER TABLE partner FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON partner TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, UPDATE ON partner TO andon_app;
ALTER TABLE counter ENABLE ROW LEVEL SECURITY; ALTER TABLE counter FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON counter TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON counter TO andon_app;
ALTER TABLE session ENABLE ROW LEVEL SECURITY; ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON session TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, UPDATE ON session TO andon_app;
ALTER TABLE membership ENABLE ROW LEVEL SECURITY; ALTER TABLE membership FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON membership TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON membership TO andon_app;
ALTER TABLE invitation ENABLE ROW LEVEL SECURITY; ALTER TABLE invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON invitation TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON invitation TO andon_app;
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON audit_head TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON audit_head TO andon_app;
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY; ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON outbox TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON outbox TO andon_app;
ALTER TABLE effect ENABLE ROW LEVEL SECURITY; ALTER TABLE effect FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON effect TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON effect TO andon_app;
ALTER TABLE host ENABLE ROW LEVEL SECURITY; ALTER TABLE host FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON host TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT ON host TO andon_app;
ALTER TABLE login_token ENABLE ROW LEVEL SECURITY; ALTER TABLE login_token FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON login_token TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT INSERT ON login_token TO andon_app;

-- Tables of a client: a scope limited to some clients sees only theirs.
ALTER TABLE site ENABLE ROW LEVEL SECURITY; ALTER TABLE site FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON site TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON site TO andon_app;
ALTER TABLE equipment_node ENABLE ROW LEVEL SECURITY; ALTER TABLE equipment_node FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON equipment_node TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON equipment_node TO andon_app;
ALTER TABLE source ENABLE ROW LEVEL SECURITY; ALTER TABLE source FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON source TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON source TO andon_app;
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY; ALTER TABLE api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON api_key TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON api_key TO andon_app;
ALTER TABLE system ENABLE ROW LEVEL SECURITY; ALTER TABLE system FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON system TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON system TO andon_app;
ALTER TABLE process ENABLE ROW LEVEL SECURITY; ALTER TABLE process FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON process TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON process TO andon_app;
ALTER TABLE workflow ENABLE ROW LEVEL SECURITY; ALTER TABLE workflow FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON workflow TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON workflow TO andon_app;
ALTER TABLE workflow_state ENABLE ROW LEVEL SECURITY; ALTER TABLE workflow_state FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON workflow_state TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT ON workflow_state TO andon_app;
ALTER TABLE event_log ENABLE ROW LEVEL SECURITY; ALTER TABLE event_log FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON event_log TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT ON event_log TO andon_app;
ALTER TABLE execution ENABLE ROW LEVEL SECURITY; ALTER TABLE execution FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON execution TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT ON execution TO andon_app;
ALTER TABLE rollup_minute ENABLE ROW LEVEL SECURITY; ALTER TABLE rollup_minute FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON rollup_minute TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, UPDATE (dirty) ON rollup_minute TO andon_app;
ALTER TABLE rollup_day ENABLE ROW LEVEL SECURITY; ALTER TABLE rollup_day FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON rollup_day TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON rollup_day TO andon_app;
ALTER TABLE dead_letter ENABLE ROW LEVEL SECURITY; ALTER TABLE dead_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON dead_letter TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT ON dead_letter TO andon_app;
ALTER TABLE expectation ENABLE ROW LEVEL SECURITY; ALTER TABLE expectation FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON expectation TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON expectation TO andon_app;
ALTER TABLE expectation_state ENABLE ROW LEVEL SECURITY; ALTER TABLE expectation_state FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON expectation_state TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON expectation_state TO andon_app;
ALTER TABLE transition ENABLE ROW LEVEL SECURITY; ALTER TABLE transition FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON transition TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT ON transition TO andon_app;
ALTER TABLE incident ENABLE ROW LEVEL SECURITY; ALTER TABLE incident FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON incident TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON incident TO andon_app;
ALTER TABLE incident_note ENABLE ROW LEVEL SECURITY; ALTER TABLE incident_note FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON incident_note TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT ON incident_note TO andon_app;
ALTER TABLE client ENABLE ROW LEVEL SECURITY; ALTER TABLE client FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON client TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE ON client TO andon_app;

-- Rows that may stand above clients: written by anyone of the partner, read within the scope.
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY; ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON audit_entry TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON audit_entry TO andon_app;
ALTER TABLE mail_message ENABLE ROW LEVEL SECURITY; ALTER TABLE mail_message FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON mail_message TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (sent_at, provider_id) ON mail_message TO andon_app;

-- Keys of events and runs: only the ingest statement touches them.
ALTER TABLE event_key ENABLE ROW LEVEL SECURITY; ALTER TABLE event_key FORCE ROW LEVEL SECURITY;
ALTER TABLE execution_key ENABLE ROW LEVEL SECURITY; ALTER TABLE execution_key FORCE ROW LEVEL SECURITY;

CREATE POLICY ingest ON event_key TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT ON event_key TO andon_ingest;
CREATE POLICY ingest ON event_log TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT ON event_log TO andon_ingest;
CREATE POLICY ingest ON execution_key TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT, UPDATE ON execution_key TO andon_ingest;
CREATE POLICY ingest ON execution TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT, UPDATE ON execution TO andon_ingest;
CREATE POLICY ingest ON rollup_minute TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT, UPDATE ON rollup_minute TO andon_ingest;
CREATE POLICY ingest ON workflow_state TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT, UPDATE ON workflow_state TO andon_ingest;
CREATE POLICY ingest ON outbox TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT ON outbox TO andon_ingest;
CREATE POLICY ingest ON dead_letter TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT ON dead_letter TO andon_ingest;
CREATE POLICY ingest ON workflow TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT, INSERT ON workflow TO andon_ingest;
CREATE POLICY ingest ON expectation TO andon_ingest USING (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[])) WITH CHECK (tenant_id = ANY (string_to_array(nullif(current_setting('app.tenant_ids', true), ''), ',')::uuid[]));
GRANT SELECT ON expectation TO andon_ingest;

-- Platform: look-ups before a tenant is known, timers, the relay, and birth of a partner.
CREATE POLICY platform ON partner TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON partner TO andon_platform;
CREATE POLICY platform ON host TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON host TO andon_platform;
CREATE POLICY platform ON session TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON session TO andon_platform;
CREATE POLICY platform ON login_token TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON login_token TO andon_platform;
CREATE POLICY platform ON membership TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON membership TO andon_platform;
CREATE POLICY platform ON invitation TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON invitation TO andon_platform;
CREATE POLICY platform ON api_key TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (last_used_at) ON api_key TO andon_platform;
CREATE POLICY platform ON outbox TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON outbox TO andon_platform;
CREATE POLICY platform ON expectation_state TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON expectation_state TO andon_platform;
CREATE POLICY platform ON rollup_minute TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON rollup_minute TO andon_platform;
CREATE POLICY platform ON client TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON client TO andon_platform;
CREATE POLICY platform ON workflow TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON workflow TO andon_platform;
GRANT SELECT, INSERT, UPDATE ON user_account TO andon_platform;

-- Tables belong to the owner role, which runs nothing but migrations and partition upkeep.
DO $$
DECLARE t record;
BEGIN
  GRANT CREATE, USAGE ON SCHEMA public TO andon_owner;
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
             AND c.relname <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t.relname);
  END LOOP;
END $$;
