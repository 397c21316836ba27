-- Roll-ups minute → hour → day, promises per day, and the marks that say what must be settled again.

-- Between which anchors the runs of a minute lie: whoever counts them again reads exactly these partitions and rows.
ALTER TABLE rollup_minute ADD COLUMN anchor_from timestamptz(6), ADD COLUMN anchor_to timestamptz(6);
-- Minutes are kept 48 hours; the question goes over all partners.
CREATE INDEX rollup_minute_old ON rollup_minute (minute);
GRANT INSERT, UPDATE (anchor_from, anchor_to) ON rollup_minute TO andon_app;
GRANT UPDATE (dirty), DELETE ON rollup_minute TO andon_platform;

-- One hour of the plant's clock, named by the instant at which it began. Set from the runs themselves, never added to.
CREATE TABLE rollup_hour (
  tenant_id uuid NOT NULL,
  workflow_id uuid NOT NULL,
  hour timestamptz(6) NOT NULL,
  client_id uuid NOT NULL,
  -- runs that nobody started by hand
  succeeded integer NOT NULL,
  failed integer NOT NULL,
  cancelled integer NOT NULL,
  -- runs that a person started by hand, whatever became of them: outside every promise
  manual integer NOT NULL,
  duration_ms_sum bigint NOT NULL,
  duration_ms_max bigint,
  -- DDSketch (relative accuracy 1 %) of the durations of the succeeded, in its protobuf form
  sketch bytea,
  anchor_from timestamptz(6),
  anchor_to timestamptz(6),
  settled_at timestamptz(6) NOT NULL,
  -- an hour with very many runs is not read again before this
  next_at timestamptz(6),
  CONSTRAINT rollup_hour_pkey PRIMARY KEY (tenant_id, workflow_id, hour),
  CONSTRAINT rollup_hour_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
) WITH (fillfactor = 80);
CREATE INDEX rollup_hour_client ON rollup_hour (tenant_id, client_id, hour);

ALTER TABLE rollup_day ADD COLUMN manual integer NOT NULL DEFAULT 0, ADD COLUMN duration_ms_max bigint, ADD COLUMN sketch bytea;
GRANT DELETE ON rollup_day TO andon_app;

-- In which zone a workflow's hours and days stand; when its plant's differs, they are settled again.
CREATE TABLE rollup_home (
  tenant_id uuid NOT NULL,
  workflow_id uuid NOT NULL,
  client_id uuid NOT NULL,
  zone text NOT NULL,
  CONSTRAINT rollup_home_pkey PRIMARY KEY (tenant_id, workflow_id),
  CONSTRAINT rollup_home_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id)
);

-- Days whose promises must be settled again. subject: '*' the whole client, 'workflow:<id>', 'objective:<id>'. Whoever settles
-- takes the row away only if `marks` is still what it was when the work began.
CREATE TABLE dirty_day (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  day date NOT NULL,
  subject text NOT NULL,
  reason text NOT NULL,
  marks integer NOT NULL DEFAULT 1,
  marked_at timestamptz(6) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT dirty_day_pkey PRIMARY KEY (tenant_id, client_id, day, subject),
  CONSTRAINT dirty_day_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);

-- A promise's units of one local day, each in exactly one place: eligible = good + bad, or excluded by a reason.
CREATE TABLE objective_day (
  tenant_id uuid NOT NULL,
  objective_id uuid NOT NULL,
  day date NOT NULL,
  client_id uuid NOT NULL,
  eligible integer NOT NULL,
  good integer NOT NULL,
  bad integer NOT NULL,
  -- reason → units
  excluded jsonb NOT NULL DEFAULT '{}',
  -- rises whenever the figures change
  version integer NOT NULL DEFAULT 1,
  settled_at timestamptz(6) NOT NULL,
  CONSTRAINT objective_day_pkey PRIMARY KEY (tenant_id, objective_id, day),
  CONSTRAINT objective_day_objective_fk FOREIGN KEY (tenant_id, client_id, objective_id) REFERENCES objective (tenant_id, client_id, id),
  CONSTRAINT objective_day_sum CHECK (eligible = good + bad AND good >= 0 AND bad >= 0)
);
CREATE INDEX objective_day_client ON objective_day (tenant_id, client_id, day);

-- The running sums of a promise's present window: each settled day is added, each day that leaves is taken off.
CREATE TABLE objective_state (
  tenant_id uuid NOT NULL,
  objective_id uuid NOT NULL,
  client_id uuid NOT NULL,
  -- first and last local day of the window, both belong to it
  from_day date NOT NULL,
  to_day date NOT NULL,
  eligible bigint NOT NULL,
  good bigint NOT NULL,
  bad bigint NOT NULL,
  settled_at timestamptz(6) NOT NULL,
  -- last full recount, and whether it ever differed
  audited_at timestamptz(6),
  drifts integer NOT NULL DEFAULT 0,
  CONSTRAINT objective_state_pkey PRIMARY KEY (tenant_id, objective_id),
  CONSTRAINT objective_state_objective_fk FOREIGN KEY (tenant_id, client_id, objective_id) REFERENCES objective (tenant_id, client_id, id)
) WITH (fillfactor = 70);

DO $$ DECLARE t text; wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['rollup_hour', 'rollup_home', 'dirty_day', 'objective_day', 'objective_state'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO andon_app', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT DELETE ON rollup_hour, dirty_day TO andon_app;
-- Which partners have days to settle.
CREATE POLICY platform ON dirty_day TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON dirty_day TO andon_platform;

-- What was counted before there were hours is counted again.
UPDATE rollup_minute SET dirty = true;
