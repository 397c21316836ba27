-- Portals: who may open one that is not public, which steps it shows, words said by hand, and who asked to be told.
-- `client.portal_public` stays the one switch for everybody; `access` says what holds for the others.
CREATE TABLE portal (
  tenant_id uuid NOT NULL,
  client_id uuid NOT NULL,
  access text NOT NULL DEFAULT 'closed',
  -- SHA-256 of the secret in the address; the secret itself is shown once
  link_hash text,
  link_made_at timestamptz(6),
  hidden_process_ids uuid[] DEFAULT ARRAY[]::uuid[],
  -- what subscribers have been told so far; null: nobody listens yet
  told jsonb,
  told_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT portal_pkey PRIMARY KEY (tenant_id, client_id),
  CONSTRAINT portal_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT portal_access CHECK (access IN ('closed', 'link', 'members')),
  CONSTRAINT portal_link CHECK (link_hash ~ '^[0-9a-f]{64}$' AND (link_hash IS NULL) = (link_made_at IS NULL) AND (access <> 'link' OR link_hash IS NOT NULL))
);

CREATE TABLE portal_override (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  process_id uuid NOT NULL,
  state text NOT NULL,
  -- the plant reads it
  reason text NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz(6) NOT NULL,
  until_at timestamptz(6) NOT NULL,
  ended_at timestamptz(6),
  CONSTRAINT portal_override_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT portal_override_process_fk FOREIGN KEY (tenant_id, client_id, process_id) REFERENCES process (tenant_id, client_id, id),
  CONSTRAINT portal_override_state CHECK (state IN ('moving', 'slow', 'stopped')),
  CONSTRAINT portal_override_until CHECK (until_at > set_at AND until_at <= set_at + interval '7 days')
);
CREATE INDEX portal_override_process ON portal_override (tenant_id, client_id, process_id, until_at DESC);

-- A person's address: confirmed by its owner, deleted when they or the partner ask.
CREATE TABLE subscriber (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  email text NOT NULL,
  locale text NOT NULL,
  severity text NOT NULL,
  -- empty: every step that is shown
  process_ids uuid[] DEFAULT ARRAY[]::uuid[],
  asked_at timestamptz(6) NOT NULL,
  confirmed_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT subscriber_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT subscriber_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT subscriber_severity CHECK (severity IN ('all', 'stopped')),
  CONSTRAINT subscriber_locale CHECK (locale IN ('en', 'de'))
);
CREATE UNIQUE INDEX subscriber_address ON subscriber (tenant_id, client_id, email);

-- What is told, once: the mails of a notice are keyed by it and the subscriber.
CREATE TABLE portal_notice (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  at timestamptz(6) NOT NULL,
  items jsonb NOT NULL,
  CONSTRAINT portal_notice_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT portal_notice_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id)
);
CREATE INDEX portal_notice_client ON portal_notice (tenant_id, client_id, at DESC);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['portal', 'portal_override', 'subscriber', 'portal_notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])))', t);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON portal, portal_override, subscriber, portal_notice TO andon_app;
GRANT UPDATE (access, link_hash, link_made_at, hidden_process_ids, told, told_at, version) ON portal TO andon_app;
GRANT UPDATE (ended_at) ON portal_override TO andon_app;
GRANT UPDATE (locale, severity, process_ids, asked_at, confirmed_at, version) ON subscriber TO andon_app;
GRANT DELETE ON subscriber TO andon_app;

-- The door asks who may open a portal before it knows the reader; the worker asks who listens.
CREATE POLICY platform ON portal TO andon_platform USING (true) WITH CHECK (true);
CREATE POLICY platform ON subscriber TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT (tenant_id, client_id, access, link_hash) ON portal TO andon_platform;
GRANT SELECT (tenant_id, client_id, id, confirmed_at, asked_at) ON subscriber TO andon_platform;

-- One click ends a subscription from the reader's own mail program (RFC 8058); the address goes with the subscriber.
ALTER TABLE mail_message ADD COLUMN unsubscribe_url text;
GRANT UPDATE (to_addr) ON mail_message TO andon_app;
