-- Promises: objectives (what is counted), contracts with their versions (what is owed), and pauses of an incident's clocks.
CREATE TYPE objective_form AS ENUM ('occurrences', 'obligations', 'timeslices');
CREATE TYPE objective_scope AS ENUM ('workflow', 'process', 'site', 'client');
CREATE TYPE objective_calendar AS ENUM ('plant', 'always');
CREATE TYPE pause_reason AS ENUM ('waiting_for_client', 'waiting_for_vendor', 'agreed_with_client', 'plant_closed', 'outside_control');

CREATE TABLE objective (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL, name text NOT NULL, form objective_form NOT NULL,
  scope_kind objective_scope NOT NULL, workflow_id uuid, process_id uuid, site_id uuid,
  target_ppm int NOT NULL CHECK (target_ppm BETWEEN 500000 AND 1000000),
  -- null = the calendar month of `zone`
  window_days int CHECK (window_days BETWEEN 1 AND 366),
  zone text NOT NULL, calendar objective_calendar NOT NULL, slice_s int NOT NULL CHECK (slice_s > 0),
  max_duration_ms int CHECK (max_duration_ms > 0),
  created_at timestamptz(6) NOT NULL, archived_at timestamptz(6), version int NOT NULL DEFAULT 1,
  CONSTRAINT objective_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT objective_of_client UNIQUE (tenant_id, client_id, id),
  CONSTRAINT objective_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT objective_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id),
  CONSTRAINT objective_process_fk FOREIGN KEY (tenant_id, client_id, process_id) REFERENCES process (tenant_id, client_id, id),
  CONSTRAINT objective_site_fk FOREIGN KEY (tenant_id, client_id, site_id) REFERENCES site (tenant_id, client_id, id),
  -- the row its scope names, and no other
  CONSTRAINT objective_scope_shape CHECK ((workflow_id IS NOT NULL) = (scope_kind = 'workflow')
    AND (process_id IS NOT NULL) = (scope_kind = 'process') AND (site_id IS NOT NULL) = (scope_kind = 'site'))
);
CREATE INDEX objective_client ON objective (tenant_id, client_id) WHERE archived_at IS NULL;

CREATE TABLE contract (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL, name text NOT NULL,
  -- effective days and months are local to it
  zone text NOT NULL,
  -- first local day on which it binds no more
  ends_on date,
  created_at timestamptz(6) NOT NULL, archived_at timestamptz(6), version int NOT NULL DEFAULT 1,
  CONSTRAINT contract_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT contract_of_client UNIQUE (tenant_id, client_id, id),
  CONSTRAINT contract_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT contract_end CHECK ((archived_at IS NULL) = (ends_on IS NULL))
);
-- Whose rules hold for a client is never a question.
CREATE UNIQUE INDEX contract_one_per_client ON contract (tenant_id, client_id) WHERE archived_at IS NULL;

-- What was promised from a local day on. Rows are only ever added.
CREATE TABLE contract_version (
  tenant_id uuid NOT NULL, contract_id uuid NOT NULL, number int NOT NULL CHECK (number > 0), client_id uuid NOT NULL,
  effective_from date NOT NULL, terms jsonb NOT NULL,
  -- SHA-256 of the canonical terms and the day (RFC 8785)
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  note text, author text NOT NULL, created_at timestamptz(6) NOT NULL,
  CONSTRAINT contract_version_pkey PRIMARY KEY (tenant_id, contract_id, number),
  CONSTRAINT contract_version_contract_fk FOREIGN KEY (tenant_id, client_id, contract_id) REFERENCES contract (tenant_id, client_id, id)
);

-- An incident's clocks stop and go on; the clocks themselves are computed from these rows, never stored.
CREATE TABLE incident_pause (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL, incident_id uuid NOT NULL,
  -- null = resumed
  reason pause_reason, note text, author text NOT NULL, at timestamptz(6) NOT NULL,
  CONSTRAINT incident_pause_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT incident_pause_incident_fk FOREIGN KEY (tenant_id, client_id, incident_id) REFERENCES incident (tenant_id, client_id, id)
);
CREATE INDEX incident_pause_of_incident ON incident_pause (tenant_id, incident_id, at);

DO $$ DECLARE t text; wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['objective', 'contract', 'contract_version', 'incident_pause'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON objective, contract TO andon_app;
GRANT SELECT, INSERT ON contract_version, incident_pause TO andon_app;
