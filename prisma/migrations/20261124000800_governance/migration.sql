-- Which definition of a workflow may run, which one ran, who said so, and what is not as it should be.

ALTER TABLE workflow DROP CONSTRAINT workflow_tier;
ALTER TABLE workflow ADD CONSTRAINT workflow_tier CHECK (tier BETWEEN 1 AND 4),
  ADD COLUMN business_owner text, ADD COLUMN technical_owner text, ADD COLUMN process_class text, ADD COLUMN data_class text,
  ADD COLUMN runbook_url text, ADD COLUMN runbook_note text, ADD COLUMN assessment_id uuid, ADD COLUMN approval_quorum integer,
  ADD CONSTRAINT workflow_process_class CHECK (process_class IN ('plan', 'source', 'make', 'deliver', 'quality', 'service', 'support')),
  ADD CONSTRAINT workflow_data_class CHECK (data_class IN ('public', 'internal', 'confidential', 'restricted')),
  ADD CONSTRAINT workflow_approval_quorum CHECK (approval_quorum BETWEEN 1 AND 5);

CREATE TABLE workflow_version (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL, workflow_id uuid NOT NULL,
  number integer NOT NULL,
  hash text NOT NULL,
  label text,
  definition jsonb,
  external_id text,
  origin text NOT NULL,
  first_seen_at timestamptz(6) NOT NULL, last_seen_at timestamptz(6) NOT NULL,
  is_active boolean NOT NULL,
  lifecycle text NOT NULL,
  approved_change_id uuid, approved_at timestamptz(6), live_at timestamptz(6), retired_at timestamptz(6),
  CONSTRAINT workflow_version_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT workflow_version_origin CHECK (origin IN ('sync', 'event')),
  CONSTRAINT workflow_version_lifecycle CHECK (lifecycle IN ('draft', 'approved', 'live', 'retired')),
  CONSTRAINT workflow_version_approval CHECK ((lifecycle = 'draft') = (approved_change_id IS NULL) AND (approved_change_id IS NULL) = (approved_at IS NULL)),
  CONSTRAINT workflow_version_seen CHECK (last_seen_at >= first_seen_at),
  CONSTRAINT workflow_version_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);
CREATE UNIQUE INDEX workflow_version_of ON workflow_version (tenant_id, client_id, workflow_id, id);
CREATE UNIQUE INDEX workflow_version_hash ON workflow_version (tenant_id, workflow_id, hash);
CREATE UNIQUE INDEX workflow_version_number ON workflow_version (tenant_id, workflow_id, number);
CREATE UNIQUE INDEX workflow_version_one_active ON workflow_version (tenant_id, workflow_id) WHERE is_active;

CREATE TABLE change (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL,
  number integer NOT NULL,
  workflow_id uuid NOT NULL, version_id uuid NOT NULL, baseline_id uuid,
  title text NOT NULL, why text NOT NULL, risk text NOT NULL, rollback text,
  is_emergency boolean NOT NULL, is_baseline boolean NOT NULL,
  content_hash text NOT NULL,
  author_ids uuid[], requester_id uuid NOT NULL, requester_name text NOT NULL,
  status text NOT NULL,
  request_id uuid, request_status text,
  created_at timestamptz(6) NOT NULL, submitted_at timestamptz(6), decided_at timestamptz(6),
  cleared_at timestamptz(6), superseded_at timestamptz(6),
  proof_due_at timestamptz(6), proof jsonb, proved_at timestamptz(6), closed_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT change_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT change_status CHECK (status IN ('draft', 'submitted', 'approved', 'released', 'rejected', 'expired', 'withdrawn', 'deployed', 'failed_proof')),
  CONSTRAINT change_authors CHECK (author_ids IS NOT NULL AND array_position(author_ids, NULL) IS NULL),
  CONSTRAINT change_released_in_emergency CHECK (status <> 'released' OR is_emergency),
  -- "Approved" is what the request says, not what this row says: the foreign key below holds it to it.
  CONSTRAINT change_was_approved CHECK (status NOT IN ('approved', 'deployed', 'failed_proof') OR is_emergency
    OR (request_id IS NOT NULL AND request_status IS NOT DISTINCT FROM 'approved')),
  -- When its version may run: from the clearance until another version is proved live.
  CONSTRAINT change_clearance CHECK ((status IN ('approved', 'released', 'deployed')) <= (cleared_at IS NOT NULL)),
  CONSTRAINT change_proof CHECK ((status = 'deployed') = (proof IS NOT NULL)),
  CONSTRAINT change_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id),
  CONSTRAINT change_version_fk FOREIGN KEY (tenant_id, client_id, workflow_id, version_id) REFERENCES workflow_version (tenant_id, client_id, workflow_id, id),
  CONSTRAINT change_baseline_fk FOREIGN KEY (tenant_id, client_id, workflow_id, baseline_id) REFERENCES workflow_version (tenant_id, client_id, workflow_id, id),
  CONSTRAINT change_request_fk FOREIGN KEY (tenant_id, client_id, request_id, id, content_hash, request_status)
    REFERENCES approval_request (tenant_id, client_id, id, subject_id, content_hash, status)
);
CREATE UNIQUE INDEX change_number ON change (tenant_id, number);
CREATE UNIQUE INDEX change_clears ON change (tenant_id, client_id, workflow_id, version_id, id);
CREATE UNIQUE INDEX change_one_pending ON change (tenant_id, version_id) WHERE status IN ('draft', 'submitted', 'approved', 'released');
CREATE INDEX change_recent ON change (tenant_id, client_id, created_at DESC);
CREATE INDEX change_of_workflow ON change (tenant_id, workflow_id, created_at DESC);
CREATE INDEX change_cleared ON change (tenant_id, workflow_id, cleared_at) WHERE cleared_at IS NOT NULL;
CREATE INDEX change_proof_due ON change (proof_due_at) WHERE status IN ('approved', 'released');
ALTER TABLE workflow_version ADD CONSTRAINT workflow_version_change_fk FOREIGN KEY (tenant_id, client_id, workflow_id, id, approved_change_id)
  REFERENCES change (tenant_id, client_id, workflow_id, version_id, id);

-- A version counts as approved only through a change that was approved, or released in an emergency; a definition, once known, is fixed.
CREATE FUNCTION workflow_version_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.definition IS NOT NULL AND NEW.definition IS DISTINCT FROM OLD.definition THEN
    RAISE EXCEPTION 'a known definition does not change; another definition is another version' USING ERRCODE = 'check_violation', CONSTRAINT = 'workflow_version_is_fixed';
  END IF;
  IF NEW.approved_change_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.approved_change_id IS DISTINCT FROM OLD.approved_change_id OR NEW.lifecycle <> OLD.lifecycle)
     AND NOT EXISTS (SELECT FROM public.change c WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.approved_change_id
       AND c.version_id = NEW.id AND c.status IN ('approved', 'released', 'deployed', 'failed_proof')) THEN
    RAISE EXCEPTION 'no approved change stands behind this version' USING ERRCODE = 'check_violation', CONSTRAINT = 'workflow_version_was_approved';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION workflow_version_guard() FROM PUBLIC;
ALTER FUNCTION workflow_version_guard() OWNER TO andon_owner;
CREATE TRIGGER workflow_version_guard BEFORE INSERT OR UPDATE ON workflow_version FOR EACH ROW EXECUTE FUNCTION workflow_version_guard();

CREATE TABLE criticality_assessment (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL, workflow_id uuid NOT NULL,
  edition integer NOT NULL,
  answers jsonb NOT NULL, scores jsonb NOT NULL,
  tier integer NOT NULL,
  note text,
  assessed_by uuid NOT NULL, assessed_by_name text NOT NULL, assessed_at timestamptz(6) NOT NULL,
  CONSTRAINT criticality_assessment_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT criticality_assessment_tier CHECK (tier BETWEEN 1 AND 4),
  CONSTRAINT criticality_assessment_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id),
  CONSTRAINT criticality_assessment_by_fk FOREIGN KEY (tenant_id, assessed_by) REFERENCES membership (tenant_id, user_id)
);
CREATE UNIQUE INDEX criticality_assessment_of ON criticality_assessment (tenant_id, client_id, workflow_id, id);
CREATE INDEX criticality_assessment_recent ON criticality_assessment (tenant_id, workflow_id, assessed_at DESC);
ALTER TABLE workflow ADD CONSTRAINT workflow_assessment_fk FOREIGN KEY (tenant_id, client_id, id, assessment_id)
  REFERENCES criticality_assessment (tenant_id, client_id, workflow_id, id);

CREATE TABLE finding (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL,
  kind text NOT NULL, key text NOT NULL,
  subject_kind text NOT NULL, subject_id uuid NOT NULL, workflow_id uuid,
  severity text NOT NULL,
  facts jsonb NOT NULL, state_hash text NOT NULL,
  status text NOT NULL,
  opened_at timestamptz(6) NOT NULL, last_seen_at timestamptz(6) NOT NULL,
  cleared_at timestamptz(6), cleared_reason text,
  waiver_id uuid,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT finding_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT finding_status CHECK (status IN ('open', 'waived', 'cleared')),
  CONSTRAINT finding_severity CHECK (severity IN ('high', 'medium', 'low')),
  CONSTRAINT finding_waived CHECK (status <> 'waived' OR waiver_id IS NOT NULL),
  CONSTRAINT finding_cleared CHECK ((status = 'cleared') = (cleared_at IS NOT NULL)),
  CONSTRAINT finding_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT finding_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);
CREATE UNIQUE INDEX finding_of_client ON finding (tenant_id, client_id, id);
CREATE UNIQUE INDEX finding_one_standing ON finding (tenant_id, key) WHERE status <> 'cleared';
CREATE INDEX finding_standing ON finding (tenant_id, client_id, opened_at) WHERE status <> 'cleared';
CREATE INDEX finding_of_workflow ON finding (tenant_id, workflow_id, opened_at DESC);

CREATE TABLE waiver (
  tenant_id uuid NOT NULL, id uuid NOT NULL, client_id uuid NOT NULL, finding_id uuid NOT NULL,
  state_hash text NOT NULL, reason text NOT NULL, content_hash text NOT NULL,
  requester_id uuid NOT NULL, requester_name text NOT NULL, requested_at timestamptz(6) NOT NULL,
  expires_at timestamptz(6) NOT NULL,
  status text NOT NULL,
  request_id uuid, request_status text,
  decided_at timestamptz(6), ended_at timestamptz(6), ended_reason text,
  CONSTRAINT waiver_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT waiver_status CHECK (status IN ('requested', 'granted', 'refused', 'ended')),
  CONSTRAINT waiver_span CHECK (expires_at > requested_at AND expires_at <= requested_at + interval '366 days'),
  CONSTRAINT waiver_was_approved CHECK (status <> 'granted' OR (request_id IS NOT NULL AND request_status IS NOT DISTINCT FROM 'approved')),
  CONSTRAINT waiver_finding_fk FOREIGN KEY (tenant_id, client_id, finding_id) REFERENCES finding (tenant_id, client_id, id),
  CONSTRAINT waiver_request_fk FOREIGN KEY (tenant_id, client_id, request_id, id, content_hash, request_status)
    REFERENCES approval_request (tenant_id, client_id, id, subject_id, content_hash, status)
);
CREATE UNIQUE INDEX waiver_of_finding ON waiver (tenant_id, client_id, finding_id, id);
CREATE UNIQUE INDEX waiver_one_standing ON waiver (tenant_id, finding_id) WHERE status IN ('requested', 'granted');
CREATE INDEX waiver_due ON waiver (expires_at) WHERE status = 'granted';
ALTER TABLE finding ADD CONSTRAINT finding_waiver_fk FOREIGN KEY (tenant_id, client_id, id, waiver_id) REFERENCES waiver (tenant_id, client_id, finding_id, id);

-- A finding is waived only by a waiver that was granted.
CREATE FUNCTION finding_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.status = 'waived' AND (TG_OP = 'INSERT' OR (NEW.status, NEW.waiver_id, NEW.state_hash) IS DISTINCT FROM (OLD.status, OLD.waiver_id, OLD.state_hash))
     AND NOT EXISTS (SELECT FROM public.waiver w WHERE w.tenant_id = NEW.tenant_id AND w.id = NEW.waiver_id
      AND w.finding_id = NEW.id AND w.state_hash = NEW.state_hash AND w.status = 'granted' AND w.expires_at > clock_timestamp()) THEN
    RAISE EXCEPTION 'no granted waiver stands behind this' USING ERRCODE = 'check_violation', CONSTRAINT = 'finding_waiver_granted';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION finding_guard() FROM PUBLIC;
ALTER FUNCTION finding_guard() OWNER TO andon_owner;
CREATE TRIGGER finding_guard BEFORE INSERT OR UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION finding_guard();

CREATE TABLE policy (
  tenant_id uuid NOT NULL, key text NOT NULL,
  is_enabled boolean NOT NULL, severity text NOT NULL, max_tier integer NOT NULL, params jsonb NOT NULL,
  updated_at timestamptz(6) NOT NULL, updated_by text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT policy_pkey PRIMARY KEY (tenant_id, key),
  CONSTRAINT policy_severity CHECK (severity IN ('high', 'medium', 'low')),
  CONSTRAINT policy_max_tier CHECK (max_tier BETWEEN 1 AND 4),
  CONSTRAINT policy_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id)
);

-- How far the versions of a workflow's runs were looked at. Compared with workflow_state, so that ingestion pays nothing.
CREATE TABLE version_watch (
  tenant_id uuid NOT NULL, workflow_id uuid NOT NULL, client_id uuid NOT NULL,
  runs bigint NOT NULL, last_event_at timestamptz(6), anchor_at timestamptz(6) NOT NULL, checked_at timestamptz(6) NOT NULL,
  CONSTRAINT version_watch_pkey PRIMARY KEY (tenant_id, workflow_id),
  CONSTRAINT version_watch_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);

-- Runs that ended on a day of the plant, by what their version was then. Set, never added.
CREATE TABLE conformance_day (
  tenant_id uuid NOT NULL, workflow_id uuid NOT NULL, day date NOT NULL, client_id uuid NOT NULL,
  approved integer NOT NULL, emergency integer NOT NULL, unapproved integer NOT NULL, zombie integer NOT NULL,
  unidentified integer NOT NULL, no_baseline integer NOT NULL, manual integer NOT NULL,
  CONSTRAINT conformance_day_pkey PRIMARY KEY (tenant_id, workflow_id, day),
  CONSTRAINT conformance_day_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);
CREATE INDEX conformance_day_client ON conformance_day (tenant_id, client_id, day);

DO $$
DECLARE
  t text;
  wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
  client text := ' AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['workflow_version', 'change', 'criticality_assessment', 'finding', 'waiver', 'policy', 'version_watch', 'conformance_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    IF t = 'policy' THEN
      EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    ELSE
      EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall || client, wall || client);
    END IF;
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (label, definition, external_id, last_seen_at, is_active, lifecycle, approved_change_id, approved_at, live_at, retired_at) ON workflow_version TO andon_app;
-- Not in the list: who asked, for which workflow, and whether it was an emergency.
GRANT SELECT, INSERT, UPDATE (version_id, baseline_id, title, why, risk, rollback, content_hash, author_ids, status, request_id, request_status, submitted_at,
  decided_at, cleared_at, superseded_at, proof_due_at, proof, proved_at, closed_reason, version) ON change TO andon_app;
GRANT SELECT, INSERT ON criticality_assessment TO andon_app;
GRANT SELECT, INSERT, UPDATE (severity, facts, state_hash, status, last_seen_at, cleared_at, cleared_reason, waiver_id, version) ON finding TO andon_app;
GRANT SELECT, INSERT, UPDATE (status, request_id, request_status, decided_at, ended_at, ended_reason) ON waiver TO andon_app;
GRANT SELECT, INSERT, UPDATE ON policy TO andon_app;
GRANT SELECT, INSERT, UPDATE ON version_watch TO andon_app;
GRANT SELECT, INSERT, UPDATE ON conformance_day TO andon_app;

-- Timers above partners: proofs that are overdue, waivers that are over, workflows that ran since they were looked at.
CREATE POLICY platform ON change TO andon_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON waiver TO andon_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON version_watch TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON change, waiver, version_watch TO andon_platform;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_policies WHERE tablename = 'workflow_state' AND policyname = 'platform') THEN
    CREATE POLICY platform ON workflow_state TO andon_platform USING (true) WITH CHECK (true);
  END IF;
END $$;
GRANT SELECT ON workflow_state TO andon_platform;
