-- Expectations in full width: more kinds, what each of them owed day by day (the obligation ledger), when it was down, and the
-- rules as they were. Rows of a day are set, never added to, whenever the day is settled again.
ALTER TYPE expectation_kind ADD VALUE 'calendar';
ALTER TYPE expectation_kind ADD VALUE 'trigger';
ALTER TYPE expectation_kind ADD VALUE 'list';
ALTER TYPE incident_kind ADD VALUE 'violated';
ALTER TYPE incident_kind ADD VALUE 'flapping';
CREATE TYPE obligation_outcome AS ENUM ('met', 'late', 'missed', 'excused', 'pending', 'void');

-- `spec` holds what only some rules have (plant calendar, start clock, assertions, alarm …), as domain/expectation/spec.ts reads it.
ALTER TABLE expectation ADD COLUMN spec jsonb NOT NULL DEFAULT '{}', ADD COLUMN trigger_workflow_id uuid,
  ADD CONSTRAINT expectation_trigger_fk FOREIGN KEY (tenant_id, client_id, trigger_workflow_id) REFERENCES workflow (tenant_id, client_id, id),
  ADD CONSTRAINT expectation_trigger_shape CHECK ((kind::text = 'trigger') = (trigger_workflow_id IS NOT NULL)),
  DROP CONSTRAINT expectation_shape,
  ADD CONSTRAINT expectation_shape CHECK ((cron IS NOT NULL) = (kind::text = 'cron') AND (interval_s IS NOT NULL AND interval_s > 0) = (kind::text = 'interval'));
-- "Does a success of this workflow oblige another one?", asked by the ingest statement for workflows nobody watches otherwise.
CREATE INDEX expectation_triggered ON expectation (tenant_id, trigger_workflow_id) WHERE trigger_workflow_id IS NOT NULL;

-- Open runs by id (each has its own overrun clock), and what alarms remember (held, last outcomes, changes).
ALTER TABLE expectation_state ADD COLUMN open_runs jsonb NOT NULL DEFAULT '[]', ADD COLUMN alarm jsonb NOT NULL DEFAULT '{}';

-- The rule in force from an instant on: a day is always judged by the rule of that day.
CREATE TABLE expectation_rule (
  tenant_id uuid NOT NULL, expectation_id uuid NOT NULL, effective_at timestamptz(6) NOT NULL, client_id uuid NOT NULL, rule jsonb NOT NULL,
  PRIMARY KEY (tenant_id, expectation_id, effective_at),
  CONSTRAINT expectation_rule_expectation_fk FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id)
);
INSERT INTO expectation_rule (tenant_id, expectation_id, effective_at, client_id, rule)
SELECT tenant_id, id, created_at, client_id, jsonb_build_object('kind', kind, 'cron', cron, 'intervalS', interval_s, 'zone', zone,
  'graceS', grace_s, 'maxDurationS', max_duration_s, 'triggerWorkflowId', NULL, 'spec', '{}'::jsonb) FROM expectation;

-- What is owed by name: declared (deliveries of a plan) or brought about by another workflow's success.
CREATE TABLE expectation_due (
  tenant_id uuid NOT NULL, expectation_id uuid NOT NULL, due_at timestamptz(6) NOT NULL, ref text NOT NULL, client_id uuid NOT NULL,
  trigger_at timestamptz(6), trigger_execution_id uuid, declared_at timestamptz(6) NOT NULL,
  withdrawn_at timestamptz(6), withdrawn_reason text, closed_at timestamptz(6),
  PRIMARY KEY (tenant_id, expectation_id, due_at, ref),
  CONSTRAINT expectation_due_expectation_fk FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id),
  CHECK (length(ref) BETWEEN 1 AND 200), CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
CREATE INDEX expectation_due_open ON expectation_due (tenant_id, expectation_id, due_at) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX expectation_due_trigger ON expectation_due (tenant_id, expectation_id, trigger_execution_id) WHERE trigger_execution_id IS NOT NULL;

-- Successes that carry a reference, kept beyond the payload they came in.
CREATE TABLE expectation_hit (
  tenant_id uuid NOT NULL, expectation_id uuid NOT NULL, execution_id uuid NOT NULL, client_id uuid NOT NULL, ref text NOT NULL, at timestamptz(6) NOT NULL,
  PRIMARY KEY (tenant_id, expectation_id, execution_id),
  CONSTRAINT expectation_hit_expectation_fk FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id)
);
CREATE INDEX expectation_hit_ref ON expectation_hit (tenant_id, expectation_id, ref, at);

-- The ledger: each expected event once. `void` = no longer expected since the day was settled again; it counts nowhere.
CREATE TABLE obligation (
  tenant_id uuid NOT NULL, expectation_id uuid NOT NULL, due_at timestamptz(6) NOT NULL, ref text NOT NULL DEFAULT '',
  client_id uuid NOT NULL, workflow_id uuid NOT NULL, day date NOT NULL, deadline_at timestamptz(6) NOT NULL,
  outcome obligation_outcome NOT NULL, met_at timestamptz(6), execution_id uuid, reason text, runs int NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, expectation_id, due_at, ref),
  CONSTRAINT obligation_expectation_fk FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id),
  CONSTRAINT obligation_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id),
  CHECK (deadline_at >= due_at)
);
CREATE INDEX obligation_of_workflow ON obligation (tenant_id, workflow_id, due_at);

-- When an expectation was down, cut at the plant's midnights. `to_at` null = still; to_at = from_at = was thought so once.
CREATE TABLE downtime (
  tenant_id uuid NOT NULL, expectation_id uuid NOT NULL, from_at timestamptz(6) NOT NULL, to_at timestamptz(6),
  client_id uuid NOT NULL, workflow_id uuid NOT NULL, day date NOT NULL, reason text NOT NULL,
  PRIMARY KEY (tenant_id, expectation_id, from_at),
  CONSTRAINT downtime_expectation_fk FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id),
  CONSTRAINT downtime_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id),
  CHECK (to_at >= from_at)
);
CREATE INDEX downtime_of_workflow ON downtime (tenant_id, workflow_id, from_at);

-- One settled day of an expectation: its completeness, where it ended (the next day begins there), when to look again.
CREATE TABLE expectation_day (
  tenant_id uuid NOT NULL, expectation_id uuid NOT NULL, day date NOT NULL, client_id uuid NOT NULL, workflow_id uuid NOT NULL,
  expected int NOT NULL DEFAULT 0, met int NOT NULL DEFAULT 0, late int NOT NULL DEFAULT 0, missed int NOT NULL DEFAULT 0,
  excused int NOT NULL DEFAULT 0, pending int NOT NULL DEFAULT 0,
  closing jsonb, settled_at timestamptz(6), check_at timestamptz(6),
  PRIMARY KEY (tenant_id, expectation_id, day),
  CONSTRAINT expectation_day_expectation_fk FOREIGN KEY (tenant_id, client_id, expectation_id) REFERENCES expectation (tenant_id, client_id, id),
  CONSTRAINT expectation_day_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id),
  CONSTRAINT expectation_day_complete CHECK (expected = met + late + missed + excused + pending)
);
CREATE INDEX expectation_day_check ON expectation_day (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX expectation_day_of_workflow ON expectation_day (tenant_id, workflow_id, day);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['expectation_rule', 'expectation_due', 'expectation_hit', 'obligation', 'downtime', 'expectation_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON expectation_rule TO andon_app;
GRANT SELECT, INSERT, UPDATE ON expectation_due, expectation_hit, obligation, downtime, expectation_day TO andon_app;
CREATE POLICY platform ON expectation_day TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON expectation_day TO andon_platform;

-- Rules that exist already begin to owe with the day on which they were made.
INSERT INTO expectation_day (tenant_id, expectation_id, day, client_id, workflow_id, check_at)
SELECT e.tenant_id, e.id, (e.created_at AT TIME ZONE coalesce(s.zone, 'UTC'))::date, e.client_id, e.workflow_id, e.created_at
FROM expectation e JOIN workflow w ON w.tenant_id = e.tenant_id AND w.id = e.workflow_id
  LEFT JOIN process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
  LEFT JOIN site s ON s.tenant_id = w.tenant_id AND s.id = coalesce(w.site_id, p.site_id);

-- "When was it paused?", whatever else it went through.
CREATE INDEX transition_pauses ON transition (tenant_id, subject_id, at) WHERE from_state = 'paused' OR to_state = 'paused';

-- "Which incidents of this expectation are open?", one probe per due rule, whatever the history.
CREATE INDEX incident_unresolved_expectation ON incident (tenant_id, expectation_id) WHERE status <> 'resolved' AND expectation_id IS NOT NULL;
