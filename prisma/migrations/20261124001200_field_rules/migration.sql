-- What of a source's events is dropped or hashed before anything is stored. Append-only: the highest version is in force.
CREATE TABLE source_field_rules (
  tenant_id uuid NOT NULL,
  source_id uuid NOT NULL,
  version integer NOT NULL,
  client_id uuid NOT NULL,
  rules jsonb NOT NULL,
  reason text NOT NULL,
  author text NOT NULL,
  at timestamptz(6) NOT NULL,
  CONSTRAINT source_field_rules_pkey PRIMARY KEY (tenant_id, source_id, version),
  CONSTRAINT source_field_rules_version CHECK (version > 0),
  CONSTRAINT source_field_rules_list CHECK (jsonb_typeof(rules) = 'array'),
  CONSTRAINT source_field_rules_of_fk FOREIGN KEY (tenant_id, client_id, source_id) REFERENCES source (tenant_id, client_id, id)
);

-- What a source sent, per UTC day; written by the doors every few seconds, beside the hot statement.
CREATE TABLE source_day (
  tenant_id uuid NOT NULL,
  source_id uuid NOT NULL,
  day date NOT NULL,
  client_id uuid NOT NULL,
  accepted bigint NOT NULL,
  duplicates bigint NOT NULL,
  conflicts bigint NOT NULL,
  rejected bigint NOT NULL,
  CONSTRAINT source_day_pkey PRIMARY KEY (tenant_id, source_id, day),
  CONSTRAINT source_day_of_fk FOREIGN KEY (tenant_id, client_id, source_id) REFERENCES source (tenant_id, client_id, id)
);

DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['source_field_rules', 'source_day'] LOOP
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
  EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
END LOOP; END $$;
GRANT SELECT, INSERT ON source_field_rules TO andon_app;
GRANT SELECT ON source_day TO andon_app;
CREATE POLICY platform ON source_day TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON source_day TO andon_platform;
