-- Brand: what a client may show instead of the partner's own, field by field, and the logos both use.
ALTER TABLE partner
  ADD COLUMN legal_name text,
  ADD COLUMN support_email text,
  ADD COLUMN support_url text,
  ADD COLUMN sender_name text,
  ADD COLUMN logo_hash text;

-- Re-encoded by us, addressed by what they hold; never changed.
CREATE TABLE logo (
  tenant_id uuid NOT NULL,
  hash text NOT NULL,
  png bytea NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  -- mean colour of what is drawn; null: the picture brings its own ground
  ink text,
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT logo_pkey PRIMARY KEY (tenant_id, hash),
  CONSTRAINT logo_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id),
  CONSTRAINT logo_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT logo_ink CHECK (ink ~ '^#[0-9a-f]{6}$'),
  CONSTRAINT logo_size CHECK (width BETWEEN 1 AND 1200 AND height BETWEEN 1 AND 600 AND octet_length(png) <= 524288)
);
ALTER TABLE partner ADD CONSTRAINT partner_logo_fk FOREIGN KEY (tenant_id, logo_hash) REFERENCES logo (tenant_id, hash);

-- A null field is inherited.
CREATE TABLE client_brand (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  name text,
  color text,
  legal_name text,
  support_email text,
  support_url text,
  sender_name text,
  logo_hash text,
  CONSTRAINT client_brand_pkey PRIMARY KEY (tenant_id, client_id),
  CONSTRAINT client_brand_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT client_brand_logo_fk FOREIGN KEY (tenant_id, logo_hash) REFERENCES logo (tenant_id, hash),
  CONSTRAINT client_brand_color CHECK (color ~ '^#[0-9a-f]{6}$')
);

-- Hosts: one owner each, partner or client; a claim is a wish until its proof is found in the DNS.
ALTER TABLE host
  ADD COLUMN client_id uuid,
  ADD COLUMN verified_at timestamptz(6),
  ADD CONSTRAINT host_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id);

CREATE TABLE host_claim (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid,
  host text NOT NULL,
  token text NOT NULL,
  status text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  checked_at timestamptz(6),
  -- what the last look at the DNS said
  finding text,
  proven_at timestamptz(6),
  failing_since timestamptz(6),
  next_check_at timestamptz(6) NOT NULL,
  CONSTRAINT host_claim_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT host_claim_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id),
  CONSTRAINT host_claim_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT host_claim_exact CHECK (host = lower(host) AND host !~ '[:/ ]' AND length(host) <= 253),
  CONSTRAINT host_claim_status CHECK (status IN ('pending', 'proven', 'failing') AND (status = 'pending') = (proven_at IS NULL) AND (status = 'failing') = (failing_since IS NOT NULL)),
  CONSTRAINT host_claim_finding CHECK (finding IN ('found', 'missing', 'other', 'silent', 'taken'))
);
CREATE UNIQUE INDEX host_claim_tenant_id_host_key ON host_claim (tenant_id, host);
CREATE INDEX host_claim_due ON host_claim (next_check_at);

DO $$
DECLARE
  t text;
  own text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
  ours text := '(nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['logo', 'client_brand', 'host_claim'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
  EXECUTE format('CREATE POLICY app ON logo TO andon_app USING (%1$s) WITH CHECK (%1$s)', own);
  FOREACH t IN ARRAY ARRAY['client_brand', 'host_claim'] LOOP
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%2$s AND %3$s) WITH CHECK (%2$s AND %3$s)', t, own, ours);
  END LOOP;
  -- The partner's own hosts are everybody's of the partner: links in mails are built from them.
  EXECUTE 'DROP POLICY app ON host';
  EXECUTE format('CREATE POLICY app ON host TO andon_app USING (%1$s AND (client_id IS NULL OR %2$s)) WITH CHECK (%1$s AND %2$s)', own, ours);
END $$;
GRANT SELECT, INSERT ON logo TO andon_app;
GRANT SELECT, INSERT, UPDATE (name, color, legal_name, support_email, support_url, sender_name, logo_hash) ON client_brand TO andon_app;
GRANT SELECT, INSERT, UPDATE (status, checked_at, finding, proven_at, failing_since, next_check_at) ON host_claim TO andon_app;

-- The logo is shown before anybody is known; claims of all partners compete for one name.
CREATE POLICY platform ON logo TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, hash, png) ON logo TO andon_platform;
CREATE POLICY platform ON host_claim TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, DELETE, UPDATE (next_check_at) ON host_claim TO andon_platform;
