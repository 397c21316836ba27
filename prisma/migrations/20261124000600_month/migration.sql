-- The frozen month: what a client is told of one local calendar month, once and for ever. What arrives later and changes a figure
-- stands in numbered addenda beside it.

-- Append-only. `figures` is canonical JSON (RFC 8785), byte for byte what `digest` covers: the database itself refuses another.
CREATE TABLE month_freeze (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  month text NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  zone text NOT NULL,
  from_at timestamptz(6) NOT NULL,
  to_at timestamptz(6) NOT NULL,
  figures text NOT NULL,
  digest text NOT NULL,
  -- what the figures were computed from: day rows, ledger, downtime, incidents, contract versions
  inputs_digest text NOT NULL CHECK (inputs_digest ~ '^[0-9a-f]{64}$'),
  -- why it was frozen before the late window was over
  reason text,
  frozen_by text NOT NULL,
  frozen_at timestamptz(6) NOT NULL,
  CONSTRAINT month_freeze_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT month_freeze_once UNIQUE (tenant_id, client_id, month),
  CONSTRAINT month_freeze_span CHECK (from_at < to_at AND to_at <= frozen_at),
  CONSTRAINT month_freeze_digest CHECK (digest = encode(sha256(convert_to(figures, 'UTF8')), 'hex')),
  CONSTRAINT month_freeze_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);

-- Append-only. What the figures would be now, and which of them differ from what was last told.
CREATE TABLE month_addendum (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  month text NOT NULL,
  number integer NOT NULL CHECK (number >= 1),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  -- [{id, before, after}]
  changes jsonb NOT NULL CHECK (jsonb_array_length(changes) > 0),
  figures text NOT NULL,
  digest text NOT NULL,
  -- of the freeze, or of the addendum before: a chain
  previous_digest text NOT NULL CHECK (previous_digest ~ '^[0-9a-f]{64}$'),
  inputs_digest text NOT NULL CHECK (inputs_digest ~ '^[0-9a-f]{64}$'),
  added_by text NOT NULL,
  added_at timestamptz(6) NOT NULL,
  CONSTRAINT month_addendum_pkey PRIMARY KEY (tenant_id, client_id, month, number),
  CONSTRAINT month_addendum_digest CHECK (digest = encode(sha256(convert_to(figures, 'UTF8')), 'hex') AND digest <> previous_digest),
  CONSTRAINT month_addendum_freeze_fk FOREIGN KEY (tenant_id, client_id, month) REFERENCES month_freeze (tenant_id, client_id, month)
);

-- Whether the worker freezes by itself, and when. No row: people freeze.
CREATE TABLE month_setting (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  is_automatic boolean NOT NULL,
  updated_by text NOT NULL,
  updated_at timestamptz(6) NOT NULL,
  CONSTRAINT month_setting_pkey PRIMARY KEY (tenant_id, client_id),
  CONSTRAINT month_setting_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);

DO $$ DECLARE t text; wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['month_freeze', 'month_addendum', 'month_setting'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON month_freeze, month_addendum TO andon_app;
GRANT SELECT, INSERT, UPDATE ON month_setting TO andon_app;
-- Which months are to be frozen by themselves, and which frozen ones late news may have touched.
CREATE POLICY platform ON month_freeze TO andon_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON month_setting TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, client_id, month) ON month_freeze TO andon_platform;
GRANT SELECT ON month_setting TO andon_platform;
