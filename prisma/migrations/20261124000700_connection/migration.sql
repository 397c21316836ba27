-- Connections: products that are read from outside, the secrets they need, how far they are copied, second tries of runs.
CREATE TYPE connection_product AS ENUM ('n8n');
CREATE TYPE connection_health AS ENUM ('waiting', 'ok', 'slowed', 'unreachable', 'refused', 'unreadable');
CREATE TYPE reconcile_state AS ENUM ('new', 'same', 'changed', 'gone', 'duplicated');
CREATE TYPE retry_state AS ENUM ('requested', 'sending', 'running', 'succeeded', 'failed', 'refused', 'unknown');

CREATE TABLE tenant_key (
  tenant_id uuid NOT NULL CONSTRAINT tenant_key_partner_fk REFERENCES partner (tenant_id),
  id uuid NOT NULL,
  slot integer NOT NULL,
  wrapped text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  rewrapped_at timestamptz(6) NOT NULL,
  CONSTRAINT tenant_key_pkey PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX tenant_key_tenant_id_slot_key ON tenant_key (tenant_id, slot);

CREATE TABLE connection (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  source_id uuid NOT NULL,
  site_id uuid,
  product connection_product NOT NULL,
  name text NOT NULL,
  base_url text NOT NULL,
  credential text NOT NULL,
  credential_hint text NOT NULL,
  credential_at timestamptz(6) NOT NULL,
  is_all_watched boolean NOT NULL,
  is_paused boolean NOT NULL DEFAULT false,
  every_s integer NOT NULL CHECK (every_s BETWEEN 5 AND 86400),
  health connection_health NOT NULL DEFAULT 'waiting',
  problem text,
  failures integer NOT NULL DEFAULT 0,
  failing_since timestamptz(6),
  next_sync_at timestamptz(6) NOT NULL,
  claimed_until timestamptz(6),
  last_sync_at timestamptz(6),
  last_ok_at timestamptz(6),
  watermark bigint,
  watermark_at timestamptz(6),
  epoch integer NOT NULL DEFAULT 0,
  epoch_at timestamptz(6),
  scan_top bigint,
  scan_cursor text,
  scan_low bigint,
  scan_top_at timestamptz(6),
  scan_seen jsonb,
  runs_copied bigint NOT NULL DEFAULT 0,
  gaps integer NOT NULL DEFAULT 0,
  template_key text,
  template_at timestamptz(6),
  template_seen_at timestamptz(6),
  created_at timestamptz(6) NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT connection_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT connection_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT connection_source_fk FOREIGN KEY (tenant_id, client_id, source_id) REFERENCES source (tenant_id, client_id, id),
  CONSTRAINT connection_site_fk FOREIGN KEY (tenant_id, client_id, site_id) REFERENCES site (tenant_id, client_id, id),
  -- A credential is a sealed value or the row does not exist.
  CONSTRAINT connection_credential_sealed CHECK (credential ~ '^v1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
CREATE UNIQUE INDEX connection_tenant_id_client_id_id_key ON connection (tenant_id, client_id, id);
CREATE UNIQUE INDEX connection_tenant_id_client_id_name_key ON connection (tenant_id, client_id, name);
CREATE INDEX connection_due ON connection (next_sync_at) WHERE NOT is_paused;

CREATE TABLE connection_workflow (
  tenant_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  client_id uuid NOT NULL,
  workflow_id uuid,
  name text NOT NULL,
  is_active boolean NOT NULL,
  is_watched boolean NOT NULL,
  state reconcile_state NOT NULL,
  external_version text,
  definition_hash text NOT NULL,
  previous_hash text,
  previous_version text,
  definition_at timestamptz(6) NOT NULL,
  facts jsonb NOT NULL,
  twin_of text,
  first_seen_at timestamptz(6) NOT NULL,
  last_seen_at timestamptz(6) NOT NULL,
  changed_at timestamptz(6) NOT NULL,
  gone_at timestamptz(6),
  CONSTRAINT connection_workflow_pkey PRIMARY KEY (tenant_id, connection_id, external_id),
  CONSTRAINT connection_workflow_connection_fk FOREIGN KEY (tenant_id, client_id, connection_id) REFERENCES connection (tenant_id, client_id, id),
  CONSTRAINT connection_workflow_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);
CREATE INDEX connection_workflow_tenant_id_workflow_id_idx ON connection_workflow (tenant_id, workflow_id);

CREATE TABLE connection_open_run (
  tenant_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  external_id bigint NOT NULL,
  client_id uuid NOT NULL,
  workflow_ref text NOT NULL,
  status text NOT NULL,
  seen_at timestamptz(6) NOT NULL,
  CONSTRAINT connection_open_run_pkey PRIMARY KEY (tenant_id, connection_id, external_id),
  CONSTRAINT connection_open_run_connection_fk FOREIGN KEY (tenant_id, client_id, connection_id) REFERENCES connection (tenant_id, client_id, id)
);

CREATE TABLE connection_gap (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  client_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('pruned', 'missing', 'reset', 'vanished')),
  from_id bigint NOT NULL,
  to_id bigint NOT NULL,
  runs integer NOT NULL,
  from_at timestamptz(6),
  to_at timestamptz(6),
  found_at timestamptz(6) NOT NULL,
  CONSTRAINT connection_gap_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT connection_gap_connection_fk FOREIGN KEY (tenant_id, client_id, connection_id) REFERENCES connection (tenant_id, client_id, id),
  CONSTRAINT connection_gap_order CHECK (from_id <= to_id)
);
CREATE INDEX connection_gap_of_connection ON connection_gap (tenant_id, connection_id, found_at DESC);

CREATE TABLE connection_sync (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  client_id uuid NOT NULL,
  started_at timestamptz(6) NOT NULL,
  ended_at timestamptz(6) NOT NULL,
  health connection_health NOT NULL,
  problem text,
  pages integer NOT NULL,
  runs integer NOT NULL,
  repeats integer NOT NULL,
  changes integer NOT NULL,
  gaps integer NOT NULL,
  CONSTRAINT connection_sync_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT connection_sync_connection_fk FOREIGN KEY (tenant_id, client_id, connection_id) REFERENCES connection (tenant_id, client_id, id)
);
CREATE INDEX connection_sync_of_connection ON connection_sync (tenant_id, connection_id, started_at DESC);

CREATE TABLE run_retry (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  workflow_id uuid NOT NULL,
  execution_id uuid NOT NULL,
  external_id bigint NOT NULL,
  with_current boolean NOT NULL,
  original_hash text,
  current_hash text,
  state retry_state NOT NULL,
  problem text,
  new_external_id bigint,
  requested_by text NOT NULL,
  requested_at timestamptz(6) NOT NULL,
  sent_at timestamptz(6),
  verified_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT run_retry_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT run_retry_connection_fk FOREIGN KEY (tenant_id, client_id, connection_id) REFERENCES connection (tenant_id, client_id, id),
  CONSTRAINT run_retry_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);
CREATE INDEX run_retry_of_execution ON run_retry (tenant_id, execution_id);
-- One try of a run at a time.
CREATE UNIQUE INDEX run_retry_open ON run_retry (tenant_id, execution_id) WHERE state IN ('requested', 'sending', 'running');

ALTER TABLE tenant_key ENABLE ROW LEVEL SECURITY; ALTER TABLE tenant_key FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON tenant_key TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE (wrapped, rewrapped_at) ON tenant_key TO andon_app;
ALTER TABLE tenant_key OWNER TO andon_owner;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['connection', 'connection_workflow', 'connection_open_run', 'connection_gap', 'connection_sync', 'run_retry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON connection, connection_workflow, run_retry TO andon_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON connection_open_run TO andon_app;
GRANT SELECT, INSERT ON connection_gap TO andon_app;
GRANT SELECT, INSERT, DELETE ON connection_sync TO andon_app;

-- The timer of every partner: who is due, and who reads it now. Nothing else of a connection is visible to it.
CREATE POLICY platform ON connection TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, id, is_paused, next_sync_at, claimed_until), UPDATE (claimed_until) ON connection TO andon_platform;
