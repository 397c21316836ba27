-- Channels: where messages to people go. Webhooks: signed deliveries to other programs. Addresses and secrets are sealed values.
CREATE TABLE channel (
  tenant_id uuid NOT NULL CONSTRAINT channel_partner_fk REFERENCES partner (tenant_id),
  id uuid NOT NULL,
  client_id uuid,
  kind text NOT NULL CHECK (kind IN ('slack', 'teams', 'pagerduty', 'mail')),
  name text NOT NULL,
  address text NOT NULL,
  hint text NOT NULL,
  is_paused boolean NOT NULL DEFAULT false,
  pace_at timestamptz(6),
  failures integer NOT NULL DEFAULT 0,
  broken_until timestamptz(6),
  problem text,
  last_sent_at timestamptz(6),
  created_at timestamptz(6) NOT NULL,
  removed_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT channel_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT channel_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  -- An address carries its own key: it is a sealed value or the row does not exist.
  CONSTRAINT channel_address_sealed CHECK (address ~ '^v1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
CREATE UNIQUE INDEX channel_name ON channel (tenant_id, name) WHERE removed_at IS NULL;

CREATE TABLE channel_message (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  channel_id uuid NOT NULL,
  client_id uuid,
  key text NOT NULL,
  event text NOT NULL,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('waiting', 'sent', 'refused')),
  attempts integer NOT NULL DEFAULT 0,
  claimed_until timestamptz(6),
  detail text,
  provider_id text,
  created_at timestamptz(6) NOT NULL,
  sent_at timestamptz(6),
  CONSTRAINT channel_message_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT channel_message_channel_fk FOREIGN KEY (tenant_id, channel_id) REFERENCES channel (tenant_id, id),
  CONSTRAINT channel_message_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);
-- One message per channel and key, however many ask at once.
CREATE UNIQUE INDEX channel_message_key ON channel_message (tenant_id, channel_id, key);
CREATE INDEX channel_message_latest ON channel_message (tenant_id, channel_id, created_at DESC);

CREATE TABLE channel_delivery (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  number integer NOT NULL,
  client_id uuid,
  at timestamptz(6) NOT NULL,
  took_ms integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('sent', 'retry', 'refused')),
  detail text NOT NULL,
  CONSTRAINT channel_delivery_pkey PRIMARY KEY (tenant_id, message_id, number),
  CONSTRAINT channel_delivery_message_fk FOREIGN KEY (tenant_id, message_id) REFERENCES channel_message (tenant_id, id),
  CONSTRAINT channel_delivery_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);

CREATE TABLE webhook_endpoint (
  tenant_id uuid NOT NULL CONSTRAINT webhook_endpoint_partner_fk REFERENCES partner (tenant_id),
  id uuid NOT NULL,
  client_id uuid,
  name text NOT NULL,
  url text NOT NULL,
  types text[],
  status text NOT NULL CHECK (status IN ('active', 'paused', 'disabled')),
  disabled_reason text,
  secret text NOT NULL,
  secret_hint text NOT NULL,
  old_secret text,
  old_secret_until timestamptz(6),
  failures integer NOT NULL DEFAULT 0,
  -- The earliest wanted try of its messages; null: nothing waits.
  due_at timestamptz(6),
  -- The receiver asked to be left alone until then.
  quiet_until timestamptz(6),
  claimed_until timestamptz(6),
  last_ok_at timestamptz(6),
  problem text,
  created_at timestamptz(6) NOT NULL,
  removed_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhook_endpoint_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT webhook_endpoint_sealed CHECK (secret ~ '^v1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$'
    AND (old_secret IS NULL OR old_secret ~ '^v1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$'))
);
CREATE INDEX webhook_endpoint_due ON webhook_endpoint (due_at) WHERE status = 'active';

CREATE TABLE webhook_message (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  client_id uuid,
  -- Names the fact: one message per endpoint and fact, however often the effect runs.
  key text NOT NULL,
  type text NOT NULL,
  body text NOT NULL CHECK (octet_length(body) < 20000),
  status text NOT NULL CHECK (status IN ('waiting', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  -- Tries of the present chain; a manual replay begins a new one.
  tries integer NOT NULL DEFAULT 0,
  chain_at timestamptz(6) NOT NULL,
  next_at timestamptz(6),
  created_at timestamptz(6) NOT NULL,
  delivered_at timestamptz(6),
  CONSTRAINT webhook_message_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT webhook_message_endpoint_fk FOREIGN KEY (tenant_id, endpoint_id) REFERENCES webhook_endpoint (tenant_id, id),
  CONSTRAINT webhook_message_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);
CREATE UNIQUE INDEX webhook_message_key ON webhook_message (tenant_id, endpoint_id, key);
CREATE INDEX webhook_message_waiting ON webhook_message (tenant_id, endpoint_id, next_at) WHERE status = 'waiting';
CREATE INDEX webhook_message_latest ON webhook_message (tenant_id, endpoint_id, created_at DESC);

CREATE TABLE webhook_attempt (
  tenant_id uuid NOT NULL,
  message_id uuid NOT NULL,
  number integer NOT NULL,
  client_id uuid,
  at timestamptz(6) NOT NULL,
  took_ms integer NOT NULL,
  status integer,
  detail text NOT NULL,
  CONSTRAINT webhook_attempt_pkey PRIMARY KEY (tenant_id, message_id, number),
  CONSTRAINT webhook_attempt_message_fk FOREIGN KEY (tenant_id, message_id) REFERENCES webhook_message (tenant_id, id),
  CONSTRAINT webhook_attempt_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);

CREATE UNIQUE INDEX channel_of_client ON channel (tenant_id, client_id, id);
CREATE UNIQUE INDEX channel_message_of_client ON channel_message (tenant_id, client_id, id);
CREATE UNIQUE INDEX webhook_endpoint_of_client ON webhook_endpoint (tenant_id, client_id, id);
CREATE UNIQUE INDEX webhook_message_of_client ON webhook_message (tenant_id, client_id, id);
-- Beside the plain links, for rows of a client: a message cannot stand under another client's channel.
ALTER TABLE channel_message ADD CONSTRAINT channel_message_of_client_fk FOREIGN KEY (tenant_id, client_id, channel_id) REFERENCES channel (tenant_id, client_id, id);
ALTER TABLE channel_delivery ADD CONSTRAINT channel_delivery_of_client_fk FOREIGN KEY (tenant_id, client_id, message_id) REFERENCES channel_message (tenant_id, client_id, id);
ALTER TABLE webhook_message ADD CONSTRAINT webhook_message_of_client_fk FOREIGN KEY (tenant_id, client_id, endpoint_id) REFERENCES webhook_endpoint (tenant_id, client_id, id);
ALTER TABLE webhook_attempt ADD CONSTRAINT webhook_attempt_of_client_fk FOREIGN KEY (tenant_id, client_id, message_id) REFERENCES webhook_message (tenant_id, client_id, id);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['channel', 'channel_message', 'channel_delivery', 'webhook_endpoint', 'webhook_message', 'webhook_attempt'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON channel, channel_message, webhook_endpoint, webhook_message TO andon_app;
GRANT SELECT, INSERT ON channel_delivery, webhook_attempt TO andon_app;

-- The timer of every partner: which endpoint is due, and who serves it now. Nothing else of it is visible here.
CREATE POLICY platform ON webhook_endpoint TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, id, status, failures, due_at, quiet_until, claimed_until, removed_at), UPDATE (claimed_until) ON webhook_endpoint TO andon_platform;
