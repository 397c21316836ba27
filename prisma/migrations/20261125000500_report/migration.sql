-- The monthly report: one model per frozen month (and per addendum), words of people, files, and who got it.

-- `model` is canonical JSON (RFC 8785) and never changes; people write `note`, `risks` and `actions` until it is released.
CREATE TABLE report (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  month text NOT NULL CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- 0 = as frozen, else the number of the addendum it includes
  addendum integer NOT NULL CHECK (addendum >= 0),
  freeze_digest text NOT NULL CHECK (freeze_digest ~ '^[0-9a-f]{64}$'),
  model text NOT NULL,
  digest text NOT NULL,
  -- how it looks: name, colour, logo by hash; taken again at the release
  face jsonb NOT NULL,
  locale text NOT NULL CHECK (locale IN ('en', 'de')),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 4000),
  risks jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(risks) = 'array' AND jsonb_array_length(risks) <= 20),
  actions jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(actions) = 'array' AND jsonb_array_length(actions) <= 20),
  status text NOT NULL CHECK (status IN ('draft', 'in_review', 'released', 'withdrawn')),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz(6) NOT NULL,
  released_at timestamptz(6),
  released_by text,
  withdrawn_at timestamptz(6),
  withdrawn_by text,
  withdrawn_reason text,
  CONSTRAINT report_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_of_client UNIQUE (tenant_id, client_id, id),
  CONSTRAINT report_once UNIQUE (tenant_id, client_id, month, addendum),
  CONSTRAINT report_digest CHECK (digest = encode(sha256(convert_to(model, 'UTF8')), 'hex')),
  CONSTRAINT report_released CHECK ((released_at IS NULL) = (released_by IS NULL) AND (status <> 'released' OR released_at IS NOT NULL)),
  CONSTRAINT report_withdrawn CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
  CONSTRAINT report_freeze_fk FOREIGN KEY (tenant_id, client_id, month) REFERENCES month_freeze (tenant_id, client_id, month)
);

-- Append-only: a report as a file. It lies in the storage under its hash.
CREATE TABLE report_file (
  tenant_id uuid NOT NULL,
  report_id uuid NOT NULL,
  version integer NOT NULL,
  locale text NOT NULL CHECK (locale IN ('en', 'de')),
  client_id uuid NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer NOT NULL CHECK (bytes > 0),
  pages integer NOT NULL CHECK (pages > 0),
  made_at timestamptz(6) NOT NULL,
  CONSTRAINT report_file_pkey PRIMARY KEY (tenant_id, report_id, version, locale),
  CONSTRAINT report_file_report_fk FOREIGN KEY (tenant_id, client_id, report_id) REFERENCES report (tenant_id, client_id, id)
);

-- Who gets a client's reports, when, in which language, and whether people look first.
CREATE TABLE report_setting (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  is_held boolean NOT NULL,
  -- of the following month, at eight in the morning by the month's own zone
  day_of_month integer NOT NULL CHECK (day_of_month BETWEEN 1 AND 28),
  -- [{email, locale}]
  recipients jsonb NOT NULL CHECK (jsonb_typeof(recipients) = 'array' AND jsonb_array_length(recipients) <= 50),
  updated_by text NOT NULL,
  updated_at timestamptz(6) NOT NULL,
  CONSTRAINT report_setting_pkey PRIMARY KEY (tenant_id, client_id),
  CONSTRAINT report_setting_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);

-- One mail to one person. The link's token is kept as its hash only.
CREATE TABLE report_delivery (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  report_id uuid NOT NULL,
  email text NOT NULL,
  locale text NOT NULL CHECK (locale IN ('en', 'de')),
  due_at timestamptz(6) NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'sent', 'failed', 'cancelled')),
  detail text,
  mail_key text,
  token_hash text,
  expires_at timestamptz(6),
  sent_at timestamptz(6),
  opened integer NOT NULL DEFAULT 0,
  opened_at timestamptz(6),
  created_at timestamptz(6) NOT NULL,
  CONSTRAINT report_delivery_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_delivery_once UNIQUE (tenant_id, report_id, email, locale),
  CONSTRAINT report_delivery_report_fk FOREIGN KEY (tenant_id, client_id, report_id) REFERENCES report (tenant_id, client_id, id)
);
-- Whose link is this; which mails of every partner are due.
CREATE INDEX report_delivery_by_token ON report_delivery (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX report_delivery_due ON report_delivery (due_at) WHERE status = 'queued';

-- What was released stands: figures, words and look are written once.
CREATE FUNCTION report_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF (new.tenant_id, new.id, new.client_id, new.month, new.addendum, new.freeze_digest, new.model, new.digest)
     IS DISTINCT FROM (old.tenant_id, old.id, old.client_id, old.month, old.addendum, old.freeze_digest, old.model, old.digest)
  THEN RAISE EXCEPTION 'the figures of a report never change' USING ERRCODE = 'check_violation'; END IF;
  IF old.status IN ('released', 'withdrawn') AND (new.note, new.risks, new.actions, new.face, new.released_at, new.released_by, new.version)
     IS DISTINCT FROM (old.note, old.risks, old.actions, old.face, old.released_at, old.released_by, old.version)
  THEN RAISE EXCEPTION 'a released report never changes' USING ERRCODE = 'check_violation'; END IF;
  RETURN new;
END $$;
REVOKE ALL ON FUNCTION report_stands() FROM PUBLIC;
ALTER FUNCTION report_stands() OWNER TO andon_owner;
CREATE TRIGGER report_stands BEFORE UPDATE ON report FOR EACH ROW EXECUTE FUNCTION report_stands();

DO $$ DECLARE t text; wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['report', 'report_file', 'report_setting', 'report_delivery'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON report, report_setting, report_delivery TO andon_app;
GRANT SELECT, INSERT ON report_file TO andon_app;
-- Which frozen months have no report yet, which reports release themselves, which mails are due, whose link is this.
CREATE POLICY platform ON report TO andon_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON report_setting TO andon_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON report_delivery TO andon_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON month_addendum TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, id, client_id, month, addendum, status) ON report TO andon_platform;
GRANT SELECT (tenant_id, client_id, is_held, day_of_month) ON report_setting TO andon_platform;
GRANT SELECT (tenant_id, id, client_id, report_id, status, due_at, token_hash, expires_at) ON report_delivery TO andon_platform;
GRANT SELECT (tenant_id, client_id, month, number) ON month_addendum TO andon_platform;
