-- Events that were kept aside can be sent again. Append-only: each try stands with who made it and what came of it.
CREATE UNIQUE INDEX dead_letter_of_client ON dead_letter (tenant_id, client_id, id);
CREATE INDEX dead_letter_latest ON dead_letter (tenant_id, received_at DESC);

CREATE TABLE dead_letter_try (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  dead_letter_id uuid NOT NULL,
  at timestamptz(6) NOT NULL,
  author text NOT NULL,
  is_edited boolean NOT NULL,
  outcome text NOT NULL,
  problem text,
  CONSTRAINT dead_letter_try_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT dead_letter_try_outcome CHECK (outcome IN ('accepted', 'duplicate', 'conflict', 'rejected')),
  CONSTRAINT dead_letter_try_of_fk FOREIGN KEY (tenant_id, client_id, dead_letter_id) REFERENCES dead_letter (tenant_id, client_id, id)
);
CREATE INDEX dead_letter_try_of ON dead_letter_try (tenant_id, dead_letter_id, at);

DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['dead_letter_try'] LOOP
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
  EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
END LOOP; END $$;
GRANT SELECT, INSERT ON dead_letter_try TO andon_app;
