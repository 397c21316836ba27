CREATE UNIQUE INDEX api_key_tenant_id_client_id_id_key ON api_key (tenant_id, client_id, id);

-- The first answer to a change that its sender named. Written by the transaction that makes the change: a row is there exactly
-- when the change is. No row is a claim, so none is left behind by a crash; who is at work is known from a lock.
CREATE TABLE idempotency_key (
  tenant_id uuid NOT NULL,
  api_key_id uuid NOT NULL,
  -- as the sender gave it
  key text NOT NULL,
  client_id uuid NOT NULL,
  -- SHA-256 of method, path and body
  fingerprint text NOT NULL,
  status integer NOT NULL,
  -- sealed: it may hold a secret that is shown once
  answer text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (tenant_id, api_key_id, key),
  CONSTRAINT idempotency_key_api_key_fk FOREIGN KEY (tenant_id, client_id, api_key_id) REFERENCES api_key (tenant_id, client_id, id),
  CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 1 AND 255)
);
CREATE INDEX idempotency_key_old ON idempotency_key (created_at);

ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON idempotency_key TO andon_app
  USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
CREATE POLICY platform ON idempotency_key TO andon_platform USING (true) WITH CHECK (true);
ALTER TABLE idempotency_key OWNER TO andon_owner;
GRANT SELECT, INSERT, UPDATE (fingerprint, status, answer, created_at) ON idempotency_key TO andon_app;
-- Answers older than a day are taken away; the lock of a row asks for a right to change it.
GRANT SELECT (tenant_id, api_key_id, key, created_at), UPDATE (created_at), DELETE ON idempotency_key TO andon_platform;
