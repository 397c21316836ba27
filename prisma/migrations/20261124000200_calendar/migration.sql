-- Plant calendars: named rules of a client, versioned by effective date, assigned by date to sites, areas and lines.
-- Nothing that took effect is ever edited: versions and assignments are added, and the later one wins from its date on.
CREATE TABLE calendar (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  name text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT calendar_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT calendar_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT calendar_name CHECK (length(trim(name)) BETWEEN 1 AND 120)
);
CREATE UNIQUE INDEX calendar_tenant_id_client_id_id_key ON calendar (tenant_id, client_id, id);
CREATE UNIQUE INDEX calendar_tenant_id_client_id_name_key ON calendar (tenant_id, client_id, name);

-- `rules` as domain/calendar/schema.ts reads them; `number` counts from 1 within the calendar.
CREATE TABLE calendar_version (
  tenant_id uuid NOT NULL,
  calendar_id uuid NOT NULL,
  number integer NOT NULL,
  client_id uuid NOT NULL,
  effective_from date NOT NULL,
  rules jsonb NOT NULL,
  reason text,
  author text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT calendar_version_pkey PRIMARY KEY (tenant_id, calendar_id, number),
  CONSTRAINT calendar_version_calendar_fk FOREIGN KEY (tenant_id, client_id, calendar_id) REFERENCES calendar (tenant_id, client_id, id),
  CONSTRAINT calendar_version_number CHECK (number >= 1)
);

-- From a local date on a place follows a calendar; null: what stands above it.
CREATE TABLE calendar_assignment (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  site_id uuid NOT NULL,
  equipment_id uuid,
  calendar_id uuid,
  effective_from date NOT NULL,
  reason text,
  author text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT calendar_assignment_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT calendar_assignment_site_fk FOREIGN KEY (tenant_id, client_id, site_id) REFERENCES site (tenant_id, client_id, id),
  CONSTRAINT calendar_assignment_equipment_fk FOREIGN KEY (tenant_id, client_id, equipment_id) REFERENCES equipment_node (tenant_id, client_id, id),
  CONSTRAINT calendar_assignment_calendar_fk FOREIGN KEY (tenant_id, client_id, calendar_id) REFERENCES calendar (tenant_id, client_id, id)
);
CREATE INDEX calendar_assignment_tenant_id_site_id_idx ON calendar_assignment (tenant_id, site_id);
CREATE INDEX calendar_assignment_tenant_id_calendar_id_idx ON calendar_assignment (tenant_id, calendar_id);

-- The line or area a workflow serves: its calendar is the nearest above it.
ALTER TABLE workflow ADD COLUMN equipment_id uuid,
  ADD CONSTRAINT workflow_equipment_fk FOREIGN KEY (tenant_id, client_id, equipment_id) REFERENCES equipment_node (tenant_id, client_id, id);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['calendar', 'calendar_version', 'calendar_assignment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON calendar, calendar_version, calendar_assignment TO andon_app;
GRANT UPDATE (name) ON calendar TO andon_app;
