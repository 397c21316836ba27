-- What people do with an incident: who has it, until when it sleeps, what it was folded into, corrected times, tasks that follow.
ALTER TABLE incident
  ADD COLUMN assignee_user_id uuid,
  ADD COLUMN assignee_name text,
  ADD COLUMN snoozed_until timestamptz(6),
  ADD COLUMN snooze_reason text,
  ADD COLUMN snoozed_by text,
  ADD COLUMN impact_started_at timestamptz(6),
  ADD COLUMN merged_into_id uuid,
  ADD COLUMN cause_category text,
  -- The same client only: the composite key makes a merge across clients impossible to store.
  ADD CONSTRAINT incident_merged_fk FOREIGN KEY (tenant_id, client_id, merged_into_id) REFERENCES incident (tenant_id, client_id, id),
  ADD CONSTRAINT incident_merged CHECK (merged_into_id IS DISTINCT FROM id),
  ADD CONSTRAINT incident_assignee CHECK (assignee_user_id IS NULL OR assignee_name IS NOT NULL),
  ADD CONSTRAINT incident_snooze CHECK ((snoozed_until IS NULL) = (snooze_reason IS NULL) AND (snoozed_until IS NULL) = (snoozed_by IS NULL)),
  ADD CONSTRAINT incident_cause CHECK (cause_category IN
    ('workflow_change', 'data', 'credential', 'system', 'network', 'capacity', 'human', 'planned', 'unknown'));
CREATE INDEX incident_merged ON incident (tenant_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX incident_snoozed ON incident (snoozed_until) WHERE snoozed_until IS NOT NULL;

-- The worker looks across partners for those whose sleep is over; nothing but what that needs.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_policies WHERE tablename = 'incident' AND policyname = 'platform') THEN
    CREATE POLICY platform ON incident TO andon_platform USING (true) WITH CHECK (true);
  END IF;
END $$;
GRANT SELECT (tenant_id, id, snoozed_until) ON incident TO andon_platform;

-- A corrected time; what it was before stays readable for ever.
CREATE TABLE incident_edit (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  field text NOT NULL,
  before_at timestamptz(6),
  after_at timestamptz(6),
  reason text NOT NULL,
  author text NOT NULL,
  at timestamptz(6) NOT NULL,
  CONSTRAINT incident_edit_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT incident_edit_incident_fk FOREIGN KEY (tenant_id, client_id, incident_id) REFERENCES incident (tenant_id, client_id, id),
  CONSTRAINT incident_edit_field CHECK (field IN ('openedAt', 'impactStartedAt', 'acknowledgedAt', 'resolvedAt')),
  CONSTRAINT incident_edit_moved CHECK (before_at IS DISTINCT FROM after_at)
);
CREATE INDEX incident_edit_of_incident ON incident_edit (tenant_id, incident_id, at);

-- Follow-ups and corrective actions. What was corrected or prevented is verified by somebody else than who did it.
CREATE TABLE incident_task (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  owner_user_id uuid NOT NULL,
  owner_name text NOT NULL,
  due_at timestamptz(6) NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  done_at timestamptz(6),
  done_by_id uuid,
  done_by_name text,
  outcome text,
  verified_at timestamptz(6),
  verified_by_id uuid,
  verified_by_name text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT incident_task_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT incident_task_incident_fk FOREIGN KEY (tenant_id, client_id, incident_id) REFERENCES incident (tenant_id, client_id, id),
  CONSTRAINT incident_task_kind CHECK (kind IN ('follow_up', 'corrective', 'preventive')),
  CONSTRAINT incident_task_done CHECK (
    (done_at IS NULL) = (done_by_id IS NULL) AND (done_at IS NULL) = (done_by_name IS NULL) AND (done_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT incident_task_verified CHECK (
    (verified_at IS NULL) = (verified_by_id IS NULL) AND (verified_at IS NULL) = (verified_by_name IS NULL)
    AND (verified_at IS NULL OR (done_at IS NOT NULL AND kind <> 'follow_up' AND verified_by_id <> done_by_id)))
);
CREATE INDEX incident_task_of_incident ON incident_task (tenant_id, incident_id, due_at);
CREATE INDEX incident_task_open ON incident_task (tenant_id, due_at) WHERE done_at IS NULL OR (verified_at IS NULL AND kind <> 'follow_up');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['incident_edit', 'incident_task'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON incident_edit, incident_task TO andon_app;
GRANT UPDATE (owner_user_id, owner_name, due_at, done_at, done_by_id, done_by_name, outcome, verified_at, verified_by_id, verified_by_name, version)
  ON incident_task TO andon_app;
