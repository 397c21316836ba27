-- Decisions by people, for anything that needs more than one: changes, maintenance, waivers, contracts.
-- Separation of duties stands here, not only in the program: what the rules forbid cannot be stored, by nobody.
--   * the parties (requester, authors) and the content are copied into every decision and tied to the request by one composite
--     foreign key, so a CHECK on the decision sees them and they cannot be lied about;
--   * a request is born open and becomes approved only when enough different seats have said yes to this very content.

CREATE TABLE approval_request (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  content_hash text NOT NULL,
  quorum integer NOT NULL,
  requester_id uuid NOT NULL,
  requester_name text NOT NULL,
  author_ids uuid[],
  is_after_review boolean NOT NULL DEFAULT false,
  on_timeout text NOT NULL,
  requested_at timestamptz(6) NOT NULL,
  expires_at timestamptz(6) NOT NULL,
  escalated_at timestamptz(6),
  status text NOT NULL,
  closed_at timestamptz(6),
  closed_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT approval_request_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT approval_request_status CHECK (status IN ('open', 'approved', 'rejected', 'expired', 'voided', 'withdrawn')),
  CONSTRAINT approval_request_on_timeout CHECK (on_timeout IN ('escalate', 'deny')),
  CONSTRAINT approval_request_quorum CHECK (quorum BETWEEN 1 AND 5),
  CONSTRAINT approval_request_hash CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT approval_request_span CHECK (expires_at > requested_at),
  CONSTRAINT approval_request_closed CHECK ((status = 'open') = (closed_at IS NULL)),
  CONSTRAINT approval_request_authors CHECK (author_ids IS NOT NULL AND array_position(author_ids, NULL) IS NULL)
);
-- What a decision is tied to.
CREATE UNIQUE INDEX approval_request_parties ON approval_request (tenant_id, client_id, id, requester_id, author_ids, content_hash);
-- What a subject is tied to when it says that it was approved.
CREATE UNIQUE INDEX approval_request_outcome ON approval_request (tenant_id, client_id, id, subject_id, content_hash, status);
CREATE UNIQUE INDEX approval_request_one_open ON approval_request (tenant_id, subject_id) WHERE status = 'open';
CREATE INDEX approval_request_subject ON approval_request (tenant_id, subject_id, requested_at DESC);
CREATE INDEX approval_request_waiting ON approval_request (tenant_id, client_id, expires_at) WHERE status = 'open';
CREATE INDEX approval_request_due ON approval_request (expires_at) WHERE status = 'open';

CREATE TABLE approval_delegation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  from_user_id uuid NOT NULL,
  to_user_id uuid NOT NULL,
  from_at timestamptz(6) NOT NULL,
  to_at timestamptz(6) NOT NULL,
  reason text NOT NULL,
  created_at timestamptz(6) NOT NULL,
  revoked_at timestamptz(6),
  CONSTRAINT approval_delegation_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT approval_delegation_two_people CHECK (from_user_id <> to_user_id),
  CONSTRAINT approval_delegation_span CHECK (to_at > from_at AND to_at <= from_at + interval '90 days'),
  CONSTRAINT approval_delegation_from_fk FOREIGN KEY (tenant_id, from_user_id) REFERENCES membership (tenant_id, user_id),
  CONSTRAINT approval_delegation_to_fk FOREIGN KEY (tenant_id, to_user_id) REFERENCES membership (tenant_id, user_id)
);
CREATE UNIQUE INDEX approval_delegation_lends ON approval_delegation (tenant_id, id, from_user_id, to_user_id);
CREATE INDEX approval_delegation_from ON approval_delegation (tenant_id, from_user_id, to_at);
CREATE INDEX approval_delegation_to ON approval_delegation (tenant_id, to_user_id, to_at);

CREATE TABLE approval (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  client_id uuid NOT NULL,
  request_id uuid NOT NULL,
  requester_id uuid NOT NULL,
  author_ids uuid[],
  content_hash text NOT NULL,
  approver_id uuid NOT NULL,
  approver_name text NOT NULL,
  seat_id uuid NOT NULL,
  seat_name text NOT NULL,
  seat_role role NOT NULL,
  delegation_id uuid,
  decision text NOT NULL,
  reason text NOT NULL,
  decided_at timestamptz(6) NOT NULL,
  CONSTRAINT approval_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT approval_decision CHECK (decision IN ('approve', 'reject')),
  CONSTRAINT approval_has_reason CHECK (length(trim(reason)) > 0),
  -- Separation of duties, for whoever holds the seat and whoever speaks from it.
  CONSTRAINT approval_not_by_requester CHECK (approver_id <> requester_id AND seat_id <> requester_id),
  CONSTRAINT approval_not_by_author CHECK (author_ids IS NOT NULL AND approver_id <> ALL (author_ids) AND seat_id <> ALL (author_ids)),
  CONSTRAINT approval_lent_seat CHECK ((approver_id = seat_id) = (delegation_id IS NULL)),
  CONSTRAINT approval_request_fk FOREIGN KEY (tenant_id, client_id, request_id, requester_id, author_ids, content_hash)
    REFERENCES approval_request (tenant_id, client_id, id, requester_id, author_ids, content_hash),
  CONSTRAINT approval_approver_fk FOREIGN KEY (tenant_id, approver_id) REFERENCES membership (tenant_id, user_id),
  CONSTRAINT approval_seat_fk FOREIGN KEY (tenant_id, seat_id) REFERENCES membership (tenant_id, user_id),
  CONSTRAINT approval_delegation_fk FOREIGN KEY (tenant_id, delegation_id, seat_id, approver_id)
    REFERENCES approval_delegation (tenant_id, id, from_user_id, to_user_id)
);
CREATE UNIQUE INDEX approval_one_per_person ON approval (tenant_id, request_id, approver_id);
CREATE UNIQUE INDEX approval_one_per_seat ON approval (tenant_id, request_id, seat_id);

ALTER TABLE approval_request ADD CONSTRAINT approval_request_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id);

-- A decision is stored only while the request waits, and only from a seat that may decide for this client now.
-- The functions run with the rights and the walls of who writes: without a tenant they see nothing and refuse.
-- search_path holds pg_catalog alone and every table is named in full: a temporary table cannot stand in for one of ours.
CREATE FUNCTION approval_admit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asked record;
  able integer;
BEGIN
  SELECT r.status, r.expires_at, r.escalated_at, r.requested_at INTO asked FROM public.approval_request r
  WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.request_id FOR UPDATE;
  IF NOT FOUND OR asked.status <> 'open' OR asked.expires_at <= clock_timestamp() THEN
    RAISE EXCEPTION 'this request does not wait for decisions' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_while_open';
  END IF;
  IF NEW.decided_at < asked.requested_at OR NEW.decided_at > clock_timestamp() THEN
    RAISE EXCEPTION 'a decision is dated when it is made' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_dated';
  END IF;
  SELECT count(*) INTO able FROM public.membership m
  WHERE m.tenant_id = NEW.tenant_id AND m.user_id IN (NEW.approver_id, NEW.seat_id) AND m.role IN ('partner_owner', 'partner_approver')
    AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > clock_timestamp())
    AND (m.all_clients OR NEW.client_id = ANY (m.client_ids))
    AND (m.user_id <> NEW.seat_id OR m.role = NEW.seat_role);
  IF able <> (CASE WHEN NEW.approver_id = NEW.seat_id THEN 1 ELSE 2 END) THEN
    RAISE EXCEPTION 'this person may not decide here' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_by_entitled';
  END IF;
  IF asked.escalated_at IS NOT NULL AND NEW.seat_role <> 'partner_owner' THEN
    RAISE EXCEPTION 'after escalation owners decide' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_escalated_to_owner';
  END IF;
  IF NEW.delegation_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM public.approval_delegation d WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.delegation_id
      AND d.from_at <= clock_timestamp() AND d.to_at > clock_timestamp() AND d.revoked_at IS NULL) THEN
    RAISE EXCEPTION 'this delegation is not in force' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_delegation_in_force';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_admit BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION approval_admit();

CREATE FUNCTION approval_request_moves() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  yes integer;
  no integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'open' OR NEW.escalated_at IS NOT NULL THEN
      RAISE EXCEPTION 'a request begins open' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_request_begins_open';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.tenant_id, NEW.id, NEW.client_id, NEW.subject_kind, NEW.subject_id, NEW.title, NEW.summary, NEW.content_hash, NEW.quorum,
      NEW.requester_id, NEW.requester_name, NEW.author_ids, NEW.is_after_review, NEW.on_timeout, NEW.requested_at)
     IS DISTINCT FROM
     (OLD.tenant_id, OLD.id, OLD.client_id, OLD.subject_kind, OLD.subject_id, OLD.title, OLD.summary, OLD.content_hash, OLD.quorum,
      OLD.requester_id, OLD.requester_name, OLD.author_ids, OLD.is_after_review, OLD.on_timeout, OLD.requested_at) THEN
    RAISE EXCEPTION 'what was asked cannot be changed; ask again' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_request_is_fixed';
  END IF;
  IF (NEW.expires_at, NEW.escalated_at) IS DISTINCT FROM (OLD.expires_at, OLD.escalated_at)
     AND NOT (OLD.status = 'open' AND NEW.status = 'open' AND OLD.escalated_at IS NULL AND NEW.escalated_at IS NOT NULL
              AND OLD.on_timeout = 'escalate' AND OLD.expires_at <= clock_timestamp()) THEN
    RAISE EXCEPTION 'a deadline moves once, when it is over' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_request_escalates_once';
  END IF;
  IF NEW.status = OLD.status THEN RETURN NEW; END IF;
  IF NOT (OLD.status = 'open' OR (OLD.status = 'approved' AND NEW.status = 'voided')) THEN
    RAISE EXCEPTION 'a closed request stays closed' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_request_stays_closed';
  END IF;
  SELECT count(*) FILTER (WHERE a.decision = 'approve'), count(*) FILTER (WHERE a.decision = 'reject') INTO yes, no
  FROM public.approval a WHERE a.tenant_id = NEW.tenant_id AND a.request_id = NEW.id;
  IF NEW.status = 'approved' AND (yes < NEW.quorum OR no > 0 OR NEW.expires_at <= clock_timestamp()) THEN
    RAISE EXCEPTION 'not enough people have approved this' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_request_quorum_met';
  END IF;
  IF NEW.status = 'rejected' AND no = 0 THEN
    RAISE EXCEPTION 'nobody has rejected this' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_request_was_rejected';
  END IF;
  IF NEW.status = 'expired' AND NEW.expires_at > clock_timestamp() THEN
    RAISE EXCEPTION 'the deadline is not over' USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_request_is_over';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_request_moves BEFORE INSERT OR UPDATE ON approval_request FOR EACH ROW EXECUTE FUNCTION approval_request_moves();
REVOKE ALL ON FUNCTION approval_admit(), approval_request_moves() FROM PUBLIC;
ALTER FUNCTION approval_admit() OWNER TO andon_owner;
ALTER FUNCTION approval_request_moves() OWNER TO andon_owner;

DO $$
DECLARE
  t text;
  wall text := 'tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')::uuid';
  client text := ' AND (nullif(current_setting(''app.client_ids'', true), '''') IS NULL OR client_id = ANY (string_to_array(current_setting(''app.client_ids'', true), '','')::uuid[]))';
BEGIN
  FOREACH t IN ARRAY ARRAY['approval_request', 'approval', 'approval_delegation'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    IF t = 'approval_delegation' THEN
      EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall, wall);
    ELSE
      EXECUTE format('CREATE POLICY app ON %I TO andon_app USING (%s) WITH CHECK (%s)', t, wall || client, wall || client);
    END IF;
    EXECUTE format('ALTER TABLE %I OWNER TO andon_owner', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE (status, closed_at, closed_reason, escalated_at, expires_at, version) ON approval_request TO andon_app;
GRANT SELECT, INSERT ON approval TO andon_app;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON approval_delegation TO andon_app;
-- Deadlines of every partner that are over.
CREATE POLICY platform ON approval_request TO andon_platform USING (true) WITH CHECK (true);
GRANT SELECT ON approval_request TO andon_platform;
