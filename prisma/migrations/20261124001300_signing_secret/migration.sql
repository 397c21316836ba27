-- Signed deliveries: secrets that senders sign with, sources that insist on it, and which delivery had which body.
ALTER TABLE source ADD COLUMN require_signature boolean NOT NULL DEFAULT false;
CREATE POLICY platform ON source TO andon_platform USING (true) WITH CHECK (true);
-- The key's look-up reads it with the key, before the partner is known. Nothing else of a source is visible to it.
GRANT SELECT (tenant_id, id, require_signature) ON source TO andon_platform;

CREATE TABLE signing_secret (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  source_id uuid NOT NULL,
  slot integer NOT NULL,
  sealed text NOT NULL,
  hint text NOT NULL,
  created_by uuid,
  created_at timestamptz(6) NOT NULL,
  retired_at timestamptz(6),
  CONSTRAINT signing_secret_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT signing_secret_source_fk FOREIGN KEY (tenant_id, client_id, source_id) REFERENCES source (tenant_id, client_id, id),
  CONSTRAINT signing_secret_slot CHECK (slot IN (1, 2)),
  -- A secret is a sealed value or the row does not exist.
  CONSTRAINT signing_secret_sealed CHECK (sealed ~ '^v1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$')
);
-- Two slots: however many ask at once, never a third live secret.
CREATE UNIQUE INDEX signing_secret_live ON signing_secret (tenant_id, source_id, slot) WHERE retired_at IS NULL;

CREATE TABLE signed_delivery (
  tenant_id uuid NOT NULL,
  source_id uuid NOT NULL,
  delivery_id text NOT NULL,
  client_id uuid NOT NULL,
  body_sha256 bytea NOT NULL,
  received_at timestamptz(6) NOT NULL,
  CONSTRAINT signed_delivery_pkey PRIMARY KEY (tenant_id, source_id, delivery_id),
  CONSTRAINT signed_delivery_source_fk FOREIGN KEY (tenant_id, client_id, source_id) REFERENCES source (tenant_id, client_id, id),
  CONSTRAINT signed_delivery_id CHECK (length(delivery_id) BETWEEN 1 AND 256),
  CONSTRAINT signed_delivery_digest CHECK (octet_length(body_sha256) = 32)
);
CREATE INDEX signed_delivery_old ON signed_delivery (received_at);

DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['signing_secret'] LOOP
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
  EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
END LOOP; END $$;
GRANT SELECT, INSERT, UPDATE (retired_at) ON signing_secret TO andon_app;
CREATE POLICY platform ON signing_secret TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, id, source_id, sealed, retired_at) ON signing_secret TO andon_platform;

ALTER TABLE signed_delivery ENABLE ROW LEVEL SECURITY; ALTER TABLE signed_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON signed_delivery TO andon_platform USING (true) WITH CHECK (true);
-- FOR UPDATE of the tidying needs a right to change; nobody else has one.
GRANT SELECT, INSERT, DELETE, UPDATE (received_at) ON signed_delivery TO andon_platform;
ALTER TABLE signed_delivery OWNER TO andon_owner;
