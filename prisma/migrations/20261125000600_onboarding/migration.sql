-- A partner that is not one yet: somebody asked, and the mailed link proves the address. Nothing exists in the partner's name
-- before. Above every tenant, so the platform's alone; rows go when the link has ended.
CREATE TABLE sign_up (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  email text NOT NULL,
  person_name text NOT NULL,
  partner_name text NOT NULL,
  slug text NOT NULL,
  locale text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  expires_at timestamptz(6) NOT NULL,
  used_at timestamptz(6),
  subject text NOT NULL,
  -- kept only where no mail service takes it: the demo's mailbox
  html text,
  CONSTRAINT sign_up_pkey PRIMARY KEY (id),
  CONSTRAINT sign_up_locale CHECK (locale IN ('en', 'de'))
);
CREATE UNIQUE INDEX sign_up_token_hash_key ON sign_up (token_hash);
CREATE INDEX sign_up_expires ON sign_up (expires_at);
ALTER TABLE sign_up OWNER TO andon_owner;
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON sign_up TO andon_platform;

-- What people said about a step of the first hour. What is done is read from the facts and never stands here.
CREATE TABLE onboarding_mark (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  -- null: the partner's own step
  client_id uuid,
  step text NOT NULL,
  -- skipped, or looked at and left as it is
  mark text NOT NULL,
  marked_by text NOT NULL,
  marked_at timestamptz(6) NOT NULL,
  CONSTRAINT onboarding_mark_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT onboarding_mark_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id),
  CONSTRAINT onboarding_mark_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT onboarding_mark_step CHECK (step IN ('brand', 'client', 'site', 'source', 'event', 'interview', 'promise', 'portal', 'all')),
  CONSTRAINT onboarding_mark_mark CHECK (mark IN ('skipped', 'kept', 'open'))
);
CREATE UNIQUE INDEX onboarding_mark_of_step ON onboarding_mark (tenant_id, client_id, step) NULLS NOT DISTINCT;
ALTER TABLE onboarding_mark ENABLE ROW LEVEL SECURITY; ALTER TABLE onboarding_mark FORCE ROW LEVEL SECURITY;
CREATE POLICY app ON onboarding_mark TO andon_app USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[]))) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid AND (nullif(current_setting('app.client_ids', true), '') IS NULL OR client_id = ANY (string_to_array(current_setting('app.client_ids', true), ',')::uuid[])));
GRANT SELECT, INSERT, UPDATE (mark, marked_by, marked_at) ON onboarding_mark TO andon_app;
ALTER TABLE onboarding_mark OWNER TO andon_owner;
