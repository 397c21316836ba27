-- Maintenance windows: planned in wall time, approved by somebody else, edited by adding a revision.
-- What began under an approved revision stays as it was approved; an edit needs its own approval before anything of it counts.
CREATE TABLE maintenance (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  number integer NOT NULL,
  title text NOT NULL,
  status text NOT NULL,
  revision integer NOT NULL,
  created_at timestamptz(6) NOT NULL,
  cancelled_at timestamptz(6),
  cancelled_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT maintenance_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT maintenance_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT maintenance_status CHECK (status IN ('draft', 'pending', 'approved', 'rejected', 'cancelled')),
  CONSTRAINT maintenance_cancelled CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL) AND (cancelled_at IS NULL) = (cancelled_reason IS NULL))
);
CREATE UNIQUE INDEX maintenance_tenant_id_number_key ON maintenance (tenant_id, number);
CREATE UNIQUE INDEX maintenance_tenant_id_client_id_id_key ON maintenance (tenant_id, client_id, id);

-- `plan` as domain/maintenance/schema.ts reads it. Plan, scope and author never change; `approved` is only what a closed
-- approval request of this very content says (composite foreign key), whoever writes the row.
CREATE TABLE maintenance_revision (
  tenant_id uuid NOT NULL,
  maintenance_id uuid NOT NULL,
  number integer NOT NULL,
  client_id uuid NOT NULL,
  scope_kind text NOT NULL,
  site_id uuid,
  plan jsonb NOT NULL,
  work text NOT NULL,
  edit_reason text,
  content_hash text NOT NULL,
  author_id uuid NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  requested_at timestamptz(6),
  approval_request_id uuid,
  approval_status text,
  approved_at timestamptz(6),
  superseded_at timestamptz(6),
  CONSTRAINT maintenance_revision_pkey PRIMARY KEY (tenant_id, maintenance_id, number),
  CONSTRAINT maintenance_revision_maintenance_fk FOREIGN KEY (tenant_id, client_id, maintenance_id) REFERENCES maintenance (tenant_id, client_id, id),
  CONSTRAINT maintenance_revision_site_fk FOREIGN KEY (tenant_id, client_id, site_id) REFERENCES site (tenant_id, client_id, id),
  CONSTRAINT maintenance_revision_approval_fk FOREIGN KEY (tenant_id, client_id, approval_request_id, maintenance_id, content_hash, approval_status)
    REFERENCES approval_request (tenant_id, client_id, id, subject_id, content_hash, status),
  CONSTRAINT maintenance_revision_scope CHECK (scope_kind IN ('client', 'site', 'workflows') AND (scope_kind = 'site') = (site_id IS NOT NULL)),
  CONSTRAINT maintenance_revision_approved CHECK (
    (approved_at IS NULL) = (approval_status IS NULL) AND (approval_status IS NULL OR (approval_status = 'approved' AND approval_request_id IS NOT NULL))),
  CONSTRAINT maintenance_revision_number CHECK (number >= 1)
);
CREATE UNIQUE INDEX maintenance_revision_of_client ON maintenance_revision (tenant_id, client_id, maintenance_id, number);

CREATE TABLE maintenance_workflow (
  tenant_id uuid NOT NULL,
  maintenance_id uuid NOT NULL,
  number integer NOT NULL,
  workflow_id uuid NOT NULL,
  client_id uuid NOT NULL,
  CONSTRAINT maintenance_workflow_pkey PRIMARY KEY (tenant_id, maintenance_id, number, workflow_id),
  CONSTRAINT maintenance_workflow_revision_fk FOREIGN KEY (tenant_id, client_id, maintenance_id, number)
    REFERENCES maintenance_revision (tenant_id, client_id, maintenance_id, number),
  CONSTRAINT maintenance_workflow_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['maintenance', 'maintenance_revision', 'maintenance_workflow'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON maintenance, maintenance_revision, maintenance_workflow TO andon_app;
GRANT UPDATE (title, status, revision, cancelled_at, cancelled_reason, version) ON maintenance TO andon_app;
GRANT UPDATE (requested_at, approval_request_id, approval_status, approved_at, superseded_at) ON maintenance_revision TO andon_app;
