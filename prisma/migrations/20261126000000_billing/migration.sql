-- Who a partner is at the payment service, and what was last read there. `version` rises with each reading that was kept, so a
-- reading that began before another was kept is refused and done again.
CREATE TABLE billing_account (
  tenant_id uuid NOT NULL,
  customer_id text NOT NULL,
  subscription_id text,
  -- of the subscription, in the words of the payment service
  status text,
  plan text,
  -- licensed monitored workflows
  quantity integer,
  period_end timestamptz(6),
  -- it ends then
  cancel_at timestamptz(6),
  -- the oldest invoice that is tried in vain
  unpaid_since timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  -- when the last reading that was kept began; null: never read
  fetched_at timestamptz(6),
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT billing_account_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT billing_account_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id),
  CONSTRAINT billing_account_quantity CHECK (quantity >= 0),
  CONSTRAINT billing_account_plan CHECK (plan IN ('starter', 'growth', 'scale'))
);
CREATE INDEX billing_account_by_customer ON billing_account (customer_id);
CREATE INDEX billing_account_fetched ON billing_account (fetched_at);

-- Append-only: events of the payment service, once each. What they said is not kept: the present state is fetched.
-- An event is answered when its account was fetched after it came.
CREATE TABLE stripe_event (
  tenant_id uuid NOT NULL,
  id text NOT NULL,
  type text NOT NULL,
  object_id text,
  created_at timestamptz(6) NOT NULL,
  received_at timestamptz(6) NOT NULL,
  CONSTRAINT stripe_event_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT stripe_event_account_fk FOREIGN KEY (tenant_id) REFERENCES billing_account (tenant_id)
);

-- Append-only: metered use that is told to the payment service, in the order it was decided. A cancellation names what it takes back.
CREATE TABLE billing_usage (
  tenant_id uuid NOT NULL,
  meter text NOT NULL,
  month text NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  -- unique at the payment service, so a second telling changes nothing
  identifier text NOT NULL,
  day date NOT NULL,
  -- whole units; negative for a cancellation
  value bigint NOT NULL,
  decided_at timestamptz(6) NOT NULL,
  CONSTRAINT billing_usage_pkey PRIMARY KEY (tenant_id, meter, month, number),
  CONSTRAINT billing_usage_account_fk FOREIGN KEY (tenant_id) REFERENCES billing_account (tenant_id),
  CONSTRAINT billing_usage_kind CHECK ((kind = 'event' AND value > 0) OR (kind = 'cancel' AND value < 0)),
  CONSTRAINT billing_usage_month CHECK (month ~ '^\d{4}-\d{2}$')
);

DO $$
DECLARE
  t text;
  wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
BEGIN
  FOREACH t IN ARRAY ARRAY['billing_account', 'stripe_event', 'billing_usage'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
-- Whose customer an event is about, and whose turn it is, are asked before the tenant is known.
CREATE POLICY platform ON billing_account TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, customer_id, subscription_id, status, fetched_at) ON billing_account TO andon_platform;
GRANT SELECT, INSERT, UPDATE (subscription_id, status, plan, quantity, period_end, cancel_at, unpaid_since, version, fetched_at)
  ON billing_account TO andon_app;
GRANT SELECT, INSERT ON stripe_event, billing_usage TO andon_app;
