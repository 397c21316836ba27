-- Many alarms of one cause are one incident: groups (head and members), candidates that wait, the impact rank, equal signals counted.
-- A parent may belong to another client: the child keeps its own row and its own walls, and names the head by id only.
ALTER TABLE incident
  ADD COLUMN parent_id uuid,
  ADD COLUMN group_key text,
  ADD COLUMN rule_id uuid,
  ADD COLUMN held_until timestamptz(6),
  ADD COLUMN correlated_at timestamptz(6),
  ADD COLUMN raised_at timestamptz(6),
  ADD COLUMN ended_at timestamptz(6),
  ADD COLUMN rank integer,
  ADD COLUMN rank_facts jsonb,
  ADD CONSTRAINT incident_parent_fk FOREIGN KEY (tenant_id, parent_id) REFERENCES incident (tenant_id, id),
  ADD CONSTRAINT incident_parent CHECK (parent_id IS DISTINCT FROM id AND (parent_id IS NULL OR held_until IS NULL)),
  ADD CONSTRAINT incident_rank CHECK (rank BETWEEN 0 AND 1000),
  ADD CONSTRAINT incident_grouped CHECK ((group_key IS NULL) = (rule_id IS NULL));
-- What stood before was told one by one.
UPDATE incident SET rank = impact * 10, correlated_at = detected_at, raised_at = detected_at, ended_at = resolved_at;
CREATE INDEX incident_of_parent ON incident (tenant_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX incident_of_group ON incident (tenant_id, group_key, opened_at) WHERE group_key IS NOT NULL;
CREATE INDEX incident_ranked ON incident (tenant_id, rank DESC) WHERE status <> 'resolved';

-- Tenants with something to rank are found before the tenant is known.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_policies WHERE tablename = 'incident' AND policyname = 'platform') THEN
    CREATE POLICY platform ON incident TO andon_platform USING (true) WITH CHECK (true);
  END IF;
END $$;
GRANT SELECT (tenant_id, id, status, correlated_at) ON incident TO andon_platform;

-- Equal signals of an incident, counted by what they say; the sample is the first.
CREATE TABLE incident_signal (
  tenant_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  content_hash text NOT NULL,
  client_id uuid NOT NULL,
  first_at timestamptz(6) NOT NULL,
  last_at timestamptz(6) NOT NULL,
  count integer NOT NULL,
  sample jsonb NOT NULL,
  CONSTRAINT incident_signal_pkey PRIMARY KEY (tenant_id, incident_id, content_hash),
  CONSTRAINT incident_signal_incident_fk FOREIGN KEY (tenant_id, client_id, incident_id) REFERENCES incident (tenant_id, client_id, id),
  CONSTRAINT incident_signal_count CHECK (count >= 1 AND first_at <= last_at)
);

-- A partner's rules; a row with the id of a built-in rule replaces it. Rules may name clients and stand above them: only who
-- sees every client reads them.
CREATE TABLE correlation_rule (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  position integer NOT NULL,
  name text NOT NULL,
  is_enabled boolean NOT NULL,
  spec jsonb NOT NULL,
  created_at timestamptz(6) NOT NULL,
  updated_at timestamptz(6) NOT NULL,
  updated_by text NOT NULL,
  archived_at timestamptz(6),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT correlation_rule_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT correlation_rule_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id)
);

DO $$
DECLARE
  tenant text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
  clients text := 'nullif(current_setting(''app.client_ids'', true), '''') IS NULL';
  own text := 'client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[])';
BEGIN
  EXECUTE 'ALTER TABLE incident_signal ENABLE ROW LEVEL SECURITY';
  EXECUTE 'ALTER TABLE incident_signal FORCE ROW LEVEL SECURITY';
  EXECUTE format('CREATE POLICY app ON incident_signal TO andon_app USING (%1$s AND (%2$s OR %3$s)) WITH CHECK (%1$s AND (%2$s OR %3$s))', tenant, clients, own);
  EXECUTE 'ALTER TABLE incident_signal OWNER TO andon_owner';
  EXECUTE 'ALTER TABLE correlation_rule ENABLE ROW LEVEL SECURITY';
  EXECUTE 'ALTER TABLE correlation_rule FORCE ROW LEVEL SECURITY';
  EXECUTE format('CREATE POLICY app ON correlation_rule TO andon_app USING (%1$s AND %2$s) WITH CHECK (%1$s AND %2$s)', tenant, clients);
  EXECUTE 'ALTER TABLE correlation_rule OWNER TO andon_owner';
END $$;
GRANT SELECT, INSERT ON incident_signal, correlation_rule TO andon_app;
GRANT UPDATE (last_at, first_at, count) ON incident_signal TO andon_app;
GRANT UPDATE (position, name, is_enabled, spec, updated_at, updated_by, archived_at, version) ON correlation_rule TO andon_app;
