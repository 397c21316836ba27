-- The trail proves itself: signed checkpoints over a Merkle tree of its entries (RFC 6962), and evidence packs built on them.

-- Keys that sign checkpoints and packs. The public part stays for ever; the private part is sealed, and goes when the key is retired.
CREATE TABLE signing_key (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  fingerprint text NOT NULL,
  public_key text NOT NULL,
  private_key text,
  valid_from timestamptz(3) NOT NULL,
  retired_at timestamptz(3),
  CONSTRAINT signing_key_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT signing_key_fingerprint CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
  CONSTRAINT signing_key_sealed CHECK ((private_key IS NULL) = (retired_at IS NOT NULL)),
  CONSTRAINT signing_key_span CHECK (retired_at >= valid_from),
  CONSTRAINT signing_key_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id)
);
CREATE UNIQUE INDEX signing_key_by_fingerprint ON signing_key (tenant_id, fingerprint);
CREATE UNIQUE INDEX signing_key_one_live ON signing_key (tenant_id) WHERE retired_at IS NULL;

-- Append-only. `body` is what was signed, byte for byte; the columns beside it are for questions. `peaks` are the roots of the
-- full subtrees, so that the next checkpoint hashes new entries only.
CREATE TABLE audit_checkpoint (
  tenant_id uuid NOT NULL,
  number integer NOT NULL,
  size bigint NOT NULL,
  root text NOT NULL,
  digest text NOT NULL,
  body text NOT NULL,
  signature text NOT NULL,
  key_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  cause text NOT NULL,
  peaks text[],
  CONSTRAINT audit_checkpoint_pkey PRIMARY KEY (tenant_id, number),
  CONSTRAINT audit_checkpoint_number CHECK (number >= 1),
  CONSTRAINT audit_checkpoint_size CHECK (size >= 0),
  CONSTRAINT audit_checkpoint_cause CHECK (cause IN ('daily', 'freeze', 'pack', 'rotation', 'manual')),
  CONSTRAINT audit_checkpoint_key_fk FOREIGN KEY (tenant_id, key_id) REFERENCES signing_key (tenant_id, id)
);
CREATE INDEX audit_checkpoint_by_size ON audit_checkpoint (tenant_id, size);

-- Append-only. Roots over 256 entries each: proofs read these instead of all history.
CREATE TABLE audit_tile (
  tenant_id uuid NOT NULL,
  number integer NOT NULL,
  hash text NOT NULL,
  CONSTRAINT audit_tile_pkey PRIMARY KEY (tenant_id, number),
  CONSTRAINT audit_tile_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id)
);

-- Who gets checkpoints by mail: people outside the reach of whoever could alter the database.
CREATE TABLE proof_setting (
  tenant_id uuid NOT NULL,
  mail_to text[],
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT proof_setting_pkey PRIMARY KEY (tenant_id),
  CONSTRAINT proof_setting_few CHECK (mail_to IS NOT NULL AND cardinality(mail_to) <= 20),
  CONSTRAINT proof_setting_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id)
);

-- One evidence pack per client, month and state of its figures (revision = number of the last addendum, 0 = as frozen).
CREATE TABLE evidence_pack (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  month text NOT NULL,
  revision integer NOT NULL,
  status text NOT NULL,
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  requested_by text NOT NULL,
  built_at timestamptz(3),
  checkpoint_number integer,
  sha256 text,
  bytes bigint,
  problem text,
  CONSTRAINT evidence_pack_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT evidence_pack_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  CONSTRAINT evidence_pack_status CHECK (status IN ('building', 'ready', 'failed')),
  CONSTRAINT evidence_pack_ready CHECK (status <> 'ready' OR (sha256 IS NOT NULL AND bytes IS NOT NULL AND checkpoint_number IS NOT NULL AND built_at IS NOT NULL)),
  CONSTRAINT evidence_pack_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT evidence_pack_checkpoint_fk FOREIGN KEY (tenant_id, checkpoint_number) REFERENCES audit_checkpoint (tenant_id, number)
);
CREATE UNIQUE INDEX evidence_pack_one ON evidence_pack (tenant_id, client_id, month, revision);
CREATE INDEX evidence_pack_latest ON evidence_pack (tenant_id, requested_at DESC);

-- The partner's own rows.
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['signing_key', 'audit_checkpoint', 'audit_tile', 'proof_setting'] LOOP
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid)', t);
  EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
END LOOP; END $$;

-- A client's rows.
DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['evidence_pack'] LOOP
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
  EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
END LOOP; END $$;

GRANT SELECT, INSERT, UPDATE (private_key, retired_at) ON signing_key TO andon_app;
GRANT SELECT, INSERT ON audit_checkpoint, audit_tile TO andon_app;
GRANT SELECT, INSERT, UPDATE ON proof_setting, evidence_pack TO andon_app;

-- Timers above partners: whose trail has grown since yesterday's checkpoint.
CREATE POLICY platform ON audit_checkpoint TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, number, size, at) ON audit_checkpoint TO andon_platform;
CREATE POLICY platform ON audit_head TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, seq) ON audit_head TO andon_platform;
