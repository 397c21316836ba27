-- What a partner may use, as it was last set: by the sign-up, by the payment service, or by whoever runs the installation.
CREATE TABLE entitlement (
  tenant_id uuid NOT NULL,
  plan text NOT NULL,
  state text NOT NULL,
  source text NOT NULL,
  -- monitored workflows that are paid for
  quantity integer,
  -- of the state
  since timestamptz(6) NOT NULL,
  trial_ends_at timestamptz(6),
  grace_until timestamptz(6),
  -- a limit of the plan has been passed since then
  over_since timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  changed_at timestamptz(6) NOT NULL,
  CONSTRAINT entitlement_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT entitlement_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id),
  CONSTRAINT entitlement_plan CHECK (plan IN ('trial', 'starter', 'growth', 'scale')),
  CONSTRAINT entitlement_state CHECK (state IN ('trial', 'active', 'past_due', 'read_only', 'suspended', 'canceled')),
  CONSTRAINT entitlement_source CHECK (source IN ('trial', 'stripe', 'manual')),
  CONSTRAINT entitlement_quantity CHECK (quantity >= 0),
  CONSTRAINT entitlement_trial CHECK (state <> 'trial' OR trial_ends_at IS NOT NULL)
);
-- Who was there before there were plans keeps everything.
INSERT INTO entitlement (tenant_id, plan, state, source, since, changed_at) SELECT tenant_id, 'scale', 'active', 'manual', now(), now() FROM partner;

-- Append-only: what was used, per client, local day and meter. An entry says by how much the day's count differs from what was
-- known before, so the sum of a day's deltas is its count; late news adds an entry and changes none.
CREATE TABLE usage_entry (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  day date NOT NULL,
  meter text NOT NULL,
  number integer NOT NULL,
  delta bigint NOT NULL,
  total bigint NOT NULL,
  counted_at timestamptz(6) NOT NULL,
  CONSTRAINT usage_entry_pkey PRIMARY KEY (tenant_id, day, client_id, meter, number),
  CONSTRAINT usage_entry_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT usage_entry_meter CHECK (meter IN ('executions', 'workflows')),
  CONSTRAINT usage_entry_sum CHECK (number >= 1 AND total >= 0 AND delta <> 0 AND (number > 1 OR delta = total))
);

-- Days whose roll-up has changed since they were counted. Whoever counts takes the row away only if `marks` is still what it was.
CREATE TABLE usage_mark (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  day date NOT NULL,
  marks integer NOT NULL DEFAULT 1,
  CONSTRAINT usage_mark_pkey PRIMARY KEY (tenant_id, client_id, day),
  CONSTRAINT usage_mark_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);
-- What ran before there was a ledger is counted, too.
INSERT INTO usage_mark (tenant_id, client_id, day) SELECT DISTINCT tenant_id, client_id, day FROM rollup_day;

DO $$
DECLARE
  t text;
  wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
  client text := ' AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
  own text;
BEGIN
  FOREACH t IN ARRAY ARRAY['entitlement', 'usage_entry', 'usage_mark'] LOOP
    own := wall || CASE WHEN t = 'entitlement' THEN '' ELSE client END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, own, own);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (plan, state, source, quantity, since, trial_ends_at, grace_until, over_since, version, changed_at) ON entitlement TO andon_app;
GRANT SELECT, INSERT ON usage_entry TO andon_app;
GRANT SELECT, INSERT, UPDATE (marks), DELETE ON usage_mark TO andon_app;
