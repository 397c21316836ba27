-- Who is called when something stands still, in which order, and what was sent to whom.
-- Rotations and policies are the partner's; a policy may be for one client. What happens about an incident is the client's row.
CREATE TABLE rotation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  zone text NOT NULL,
  plan jsonb NOT NULL,
  created_at timestamptz(6) NOT NULL,
  archived_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT rotation_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT rotation_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id)
);

-- Somebody else, or nobody, answers from `from_at` to `to_at`. Taken back, never deleted.
CREATE TABLE rotation_override (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  rotation_id uuid NOT NULL,
  user_id uuid,
  from_at timestamptz(6) NOT NULL,
  to_at timestamptz(6) NOT NULL,
  reason text NOT NULL,
  author_name text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  removed_at timestamptz(6),
  CONSTRAINT rotation_override_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT rotation_override_rotation_fk FOREIGN KEY (tenant_id, rotation_id) REFERENCES rotation (tenant_id, id),
  CONSTRAINT rotation_override_member_fk FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, user_id),
  CONSTRAINT rotation_override_span CHECK (to_at > from_at)
);
CREATE INDEX rotation_override_tenant_id_rotation_id_to_at_idx ON rotation_override (tenant_id, rotation_id, to_at);

CREATE TABLE escalation_policy (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid,
  process_id uuid,
  tier integer,
  name text NOT NULL,
  plan jsonb NOT NULL,
  created_at timestamptz(6) NOT NULL,
  archived_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT escalation_policy_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT escalation_policy_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id),
  CONSTRAINT escalation_policy_process_fk FOREIGN KEY (tenant_id, client_id, process_id) REFERENCES process (tenant_id, client_id, id),
  CONSTRAINT escalation_policy_scope CHECK ((process_id IS NULL OR (client_id IS NOT NULL AND tier IS NULL)) AND (tier IS NULL OR tier BETWEEN 1 AND 3))
);
-- One living policy per scope: which one counts is never a question.
CREATE UNIQUE INDEX escalation_policy_one_per_scope ON escalation_policy (tenant_id, client_id, process_id, tier) NULLS NOT DISTINCT WHERE archived_at IS NULL;

-- `plan` is the policy as it stood when the incident was raised; `next_at` is the timer the worker claims.
CREATE TABLE escalation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  policy_id uuid,
  outbox_id uuid NOT NULL,
  policy_name text,
  plan jsonb NOT NULL,
  state jsonb NOT NULL,
  next_at timestamptz(6),
  started_at timestamptz(6) NOT NULL,
  ended_at timestamptz(6),
  ended_because text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT escalation_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT escalation_incident_fk FOREIGN KEY (tenant_id, client_id, incident_id) REFERENCES incident (tenant_id, client_id, id),
  CONSTRAINT escalation_ended CHECK ((ended_at IS NULL) = (ended_because IS NULL) AND (ended_at IS NULL OR next_at IS NULL))
);
-- A repeated delivery of the same call starts nothing, and an incident has one running escalation.
CREATE UNIQUE INDEX escalation_once_per_call ON escalation (tenant_id, incident_id, outbox_id);
CREATE UNIQUE INDEX escalation_one_running ON escalation (tenant_id, incident_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX escalation_tenant_id_client_id_id_key ON escalation (tenant_id, client_id, id);
CREATE INDEX escalation_due ON escalation (next_at) WHERE next_at IS NOT NULL;

-- What was done, in order; never changed.
CREATE TABLE escalation_log (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  escalation_id uuid NOT NULL,
  at timestamptz(6) NOT NULL,
  kind text NOT NULL,
  step integer,
  round integer,
  detail jsonb NOT NULL,
  CONSTRAINT escalation_log_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT escalation_log_escalation_fk FOREIGN KEY (tenant_id, client_id, escalation_id) REFERENCES escalation (tenant_id, client_id, id),
  CONSTRAINT escalation_log_incident_fk FOREIGN KEY (tenant_id, client_id, incident_id) REFERENCES incident (tenant_id, client_id, id)
);
CREATE INDEX escalation_log_tenant_id_incident_id_at_idx ON escalation_log (tenant_id, incident_id, at);

-- One message to one person; what waited for them goes into it together. `token_hash` opens "I have it" once.
CREATE TABLE page (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  mail_key text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  next_try_at timestamptz(6),
  attempts integer NOT NULL DEFAULT 0,
  sent_at timestamptz(6),
  failed_at timestamptz(6),
  problem text,
  token_hash text,
  token_expires_at timestamptz(6),
  token_used_at timestamptz(6),
  CONSTRAINT page_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT page_member_fk FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, user_id),
  CONSTRAINT page_kind CHECK (kind IN ('page', 'notice')),
  CONSTRAINT page_settled CHECK (num_nonnulls(sent_at, failed_at, next_try_at) = 1)
);
CREATE UNIQUE INDEX page_by_token ON page (tenant_id, token_hash);
CREATE UNIQUE INDEX page_by_mail ON page (tenant_id, mail_key);
CREATE INDEX page_due ON page (next_try_at) WHERE next_try_at IS NOT NULL;

-- The last message to a person: one a minute, whoever asks. Two workers meet on this row.
CREATE TABLE page_pace (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  kind text NOT NULL,
  last_at timestamptz(6) NOT NULL,
  CONSTRAINT page_pace_pkey PRIMARY KEY (tenant_id, user_id, kind),
  CONSTRAINT page_pace_member_fk FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, user_id)
);

-- What somebody, or a channel, is to be told. The key is written before anything is sent.
CREATE TABLE notification (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  escalation_id uuid,
  key text NOT NULL,
  event text NOT NULL,
  user_id uuid,
  channel_id uuid,
  why text NOT NULL,
  page_id uuid,
  status text NOT NULL,
  not_before timestamptz(6) NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz(6) NOT NULL,
  settled_at timestamptz(6),
  problem text,
  CONSTRAINT notification_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notification_incident_fk FOREIGN KEY (tenant_id, client_id, incident_id) REFERENCES incident (tenant_id, client_id, id),
  CONSTRAINT notification_escalation_fk FOREIGN KEY (tenant_id, client_id, escalation_id) REFERENCES escalation (tenant_id, client_id, id),
  CONSTRAINT notification_member_fk FOREIGN KEY (tenant_id, user_id) REFERENCES membership (tenant_id, user_id),
  CONSTRAINT notification_page_fk FOREIGN KEY (tenant_id, page_id) REFERENCES page (tenant_id, id),
  CONSTRAINT notification_target CHECK (num_nonnulls(user_id, channel_id) = 1),
  CONSTRAINT notification_event CHECK (event IN ('trigger', 'acknowledge', 'resolve')),
  CONSTRAINT notification_status CHECK (status IN ('queued', 'bundled', 'sent', 'suppressed', 'failed') AND (status = 'bundled') <= (page_id IS NOT NULL))
);
CREATE UNIQUE INDEX notification_tenant_id_key_key ON notification (tenant_id, key);
CREATE INDEX notification_tenant_id_incident_id_created_at_idx ON notification (tenant_id, incident_id, created_at);
CREATE INDEX notification_of_page ON notification (tenant_id, page_id) WHERE page_id IS NOT NULL;
CREATE INDEX notification_waiting ON notification (tenant_id, user_id, not_before) WHERE status = 'queued';
CREATE INDEX notification_due ON notification (not_before) WHERE status = 'queued';

DO $$
DECLARE
  t text;
  wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
  client text := ' AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
  maybe text := ' AND (client_id IS NULL OR nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
  own text;
BEGIN
  FOREACH t IN ARRAY ARRAY['rotation', 'rotation_override', 'escalation_policy', 'escalation', 'escalation_log', 'page', 'page_pace', 'notification'] LOOP
    own := wall || CASE WHEN t = 'escalation_policy' THEN maybe WHEN t IN ('escalation', 'escalation_log', 'notification') THEN client ELSE '' END;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, own, own);
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
  -- Timers of every partner that are due.
  FOREACH t IN ARRAY ARRAY['escalation', 'page', 'notification'] LOOP
    EXECUTE format('CREATE POLICY platform ON %I TO andon_platform USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (name, zone, plan, archived_at, version) ON rotation TO andon_app;
GRANT SELECT, INSERT, UPDATE (removed_at) ON rotation_override TO andon_app;
GRANT SELECT, INSERT, UPDATE (client_id, process_id, tier, name, plan, archived_at, version) ON escalation_policy TO andon_app;
GRANT SELECT, INSERT, UPDATE (state, next_at, ended_at, ended_because, version) ON escalation TO andon_app;
GRANT SELECT, INSERT ON escalation_log TO andon_app;
GRANT SELECT, INSERT, UPDATE (next_try_at, attempts, sent_at, failed_at, problem, token_used_at) ON page TO andon_app;
GRANT SELECT, INSERT, UPDATE (last_at) ON page_pace TO andon_app;
GRANT SELECT, INSERT, UPDATE (page_id, status, not_before, attempts, settled_at, problem) ON notification TO andon_app;
GRANT SELECT (tenant_id, id, next_at) ON escalation TO andon_platform;
GRANT SELECT (tenant_id, id, next_try_at) ON page TO andon_platform;
GRANT SELECT (tenant_id, id, user_id, status, not_before) ON notification TO andon_platform;
