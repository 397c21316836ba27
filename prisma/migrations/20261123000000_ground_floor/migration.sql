-- Ground floor: every table of the first thread. Generated from prisma/schema, then reviewed and completed by hand:
-- partitions, partial indexes, checks and the foreign keys that Prisma does not need but the data does.

CREATE TYPE "equipment_level" AS ENUM ('area', 'line');

CREATE TYPE "execution_status" AS ENUM ('running', 'succeeded', 'failed', 'cancelled');

CREATE TYPE "expectation_kind" AS ENUM ('cron', 'interval');

CREATE TYPE "expectation_status" AS ENUM ('new', 'on_time', 'started', 'late', 'down', 'paused');

CREATE TYPE "incident_status" AS ENUM ('open', 'acknowledged', 'resolved');

CREATE TYPE "incident_kind" AS ENUM ('failed', 'missed', 'overrun');

CREATE TYPE "audience" AS ENUM ('internal', 'client');

CREATE TYPE "role" AS ENUM ('partner_owner', 'partner_operator', 'partner_approver', 'partner_billing', 'partner_auditor', 'client_executive', 'client_plant', 'client_it', 'client_quality', 'client_auditor');

CREATE TYPE "source_kind" AS ENUM ('api', 'ping');

CREATE TYPE "system_kind" AS ENUM ('erp', 'mes', 'wms', 'crm', 'qms', 'iiot', 'partner_app');

CREATE TYPE "workflow_lifecycle" AS ENUM ('unclaimed', 'live', 'retired');

CREATE TABLE "audit_entry" (
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "client_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "request_id" TEXT,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("tenant_id","seq")
);

CREATE TABLE "audit_head" (
    "tenant_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("tenant_id")
);

CREATE TABLE "client" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "client_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "site" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "site_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "equipment_node" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "parent_id" UUID,
    "level" "equipment_level" NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "path" TEXT NOT NULL,

    CONSTRAINT "equipment_node_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "event_key" (
    "tenant_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "seen" DATE NOT NULL,

    CONSTRAINT "event_key_pkey" PRIMARY KEY ("tenant_id","source_id","key")
) PARTITION BY HASH ("tenant_id");

CREATE TABLE "event_log" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "client_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(6) NOT NULL,
    "clock_skew" BOOLEAN NOT NULL,
    "payload" JSONB NOT NULL,

    CONSTRAINT "event_log_pkey" PRIMARY KEY ("tenant_id","id","received_at")
) PARTITION BY RANGE ("received_at");

CREATE TABLE "execution_key" (
    "tenant_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "run_key" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "execution_id" UUID NOT NULL,
    "anchor_at" TIMESTAMPTZ(6) NOT NULL,
    "touches" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "execution_key_pkey" PRIMARY KEY ("tenant_id","source_id","workflow_id","run_key","attempt")
) PARTITION BY HASH ("tenant_id");

CREATE TABLE "execution" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "anchor_at" TIMESTAMPTZ(6) NOT NULL,
    "client_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "run_key" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" "execution_status" NOT NULL,
    "status_at" TIMESTAMPTZ(6) NOT NULL,
    "status_key" TEXT NOT NULL,
    "prev_status" "execution_status",
    "prev_status_at" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "duration_ms" INTEGER,
    "error_class" TEXT,
    "error_step" TEXT,
    "version" TEXT,

    CONSTRAINT "execution_pkey" PRIMARY KEY ("tenant_id","id","anchor_at")
) PARTITION BY RANGE ("anchor_at");

CREATE TABLE "rollup_minute" (
    "tenant_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(6) NOT NULL,
    "client_id" UUID NOT NULL,
    "succeeded" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "duration_ms_sum" BIGINT NOT NULL,
    "dirty" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "rollup_minute_pkey" PRIMARY KEY ("tenant_id","workflow_id","minute")
) WITH (fillfactor = 70);

CREATE TABLE "rollup_day" (
    "tenant_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "client_id" UUID NOT NULL,
    "succeeded" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "duration_ms_sum" BIGINT NOT NULL,

    CONSTRAINT "rollup_day_pkey" PRIMARY KEY ("tenant_id","workflow_id","day")
);

CREATE TABLE "dead_letter" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "expectation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "kind" "expectation_kind" NOT NULL,
    "cron" TEXT,
    "interval_s" INTEGER,
    "zone" TEXT NOT NULL,
    "grace_s" INTEGER NOT NULL,
    "max_duration_s" INTEGER,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "expectation_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "expectation_state" (
    "tenant_id" UUID NOT NULL,
    "expectation_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "status" "expectation_status" NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "started_at" TIMESTAMPTZ(6),
    "last_met_at" TIMESTAMPTZ(6),
    "next_check_at" TIMESTAMPTZ(6),
    "seq" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "expectation_state_pkey" PRIMARY KEY ("tenant_id","expectation_id")
) WITH (fillfactor = 70);

CREATE TABLE "transition" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,
    "cause" JSONB NOT NULL,

    CONSTRAINT "transition_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "incident" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "client_id" UUID NOT NULL,
    "site_id" UUID,
    "workflow_id" UUID NOT NULL,
    "expectation_id" UUID,
    "execution_id" UUID,
    "cause_key" TEXT NOT NULL,
    "kind" "incident_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "impact" INTEGER NOT NULL,
    "impact_note" TEXT,
    "status" "incident_status" NOT NULL,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "detected_at" TIMESTAMPTZ(6) NOT NULL,
    "last_at" TIMESTAMPTZ(6) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(6),
    "acknowledged_by" TEXT,
    "resolved_at" TIMESTAMPTZ(6),
    "resolved_by" TEXT,
    "resolution" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "incident_note" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "audience" "audience" NOT NULL,
    "author" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "incident_note_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "password_hash" TEXT,
    "totp_secret" TEXT,
    "totp_enabled_at" TIMESTAMPTZ(6),
    "totp_last_step" BIGINT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "method" TEXT NOT NULL,
    "user_agent" TEXT,
    "ip" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "login_token" (
    "token_hash" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "login_token_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "membership" (
    "tenant_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "client_ids" UUID[],
    "all_clients" BOOLEAN NOT NULL,
    "on_duty_since" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("tenant_id","user_id")
);

CREATE TABLE "invitation" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "client_ids" UUID[],
    "all_clients" BOOLEAN NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "outbox" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "not_before" TIMESTAMPTZ(6) NOT NULL,
    "dispatched_at" TIMESTAMPTZ(6),
    "done_at" TIMESTAMPTZ(6),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failed_at" TIMESTAMPTZ(6),
    "last_error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("tenant_id","id")
) WITH (fillfactor = 70);

CREATE TABLE "effect" (
    "tenant_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "outbox_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "result" JSONB NOT NULL,

    CONSTRAINT "effect_pkey" PRIMARY KEY ("tenant_id","key")
);

CREATE TABLE "mail_message" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID,
    "key" TEXT NOT NULL,
    "from_addr" TEXT NOT NULL,
    "to_addr" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "provider_id" TEXT,

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "partner" (
    "tenant_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "brand_name" TEXT NOT NULL,
    "brand_color" TEXT NOT NULL,
    "mail_from" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("tenant_id")
);

CREATE TABLE "host" (
    "host" TEXT NOT NULL,
    "tenant_id" UUID NOT NULL,

    CONSTRAINT "host_pkey" PRIMARY KEY ("host")
);

CREATE TABLE "counter" (
    "tenant_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "value" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("tenant_id","name")
);

CREATE TABLE "source" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" "source_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "source_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "api_key" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "kind" "source_kind" NOT NULL,
    "key_id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "workflow_id" UUID,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "system" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "kind" "system_kind" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "system_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "process" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "site_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "portal_phrase" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "process_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "workflow" (
    "tenant_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "site_id" UUID,
    "process_id" UUID,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lifecycle" "workflow_lifecycle" NOT NULL,
    "tier" INTEGER NOT NULL DEFAULT 3,
    "from_system_id" UUID,
    "to_system_id" UUID,
    "owner_name" TEXT,
    "impact_note" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "workflow_pkey" PRIMARY KEY ("tenant_id","id")
);

CREATE TABLE "workflow_state" (
    "tenant_id" UUID NOT NULL,
    "workflow_id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "last_event_at" TIMESTAMPTZ(6),
    "last_success_at" TIMESTAMPTZ(6),
    "last_failure_at" TIMESTAMPTZ(6),
    "last_execution_id" UUID,
    "last_status" "execution_status",
    "last_status_at" TIMESTAMPTZ(6),
    "runs" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "workflow_state_pkey" PRIMARY KEY ("tenant_id","workflow_id")
) WITH (fillfactor = 70);

CREATE INDEX "audit_entry_tenant_id_at_idx" ON "audit_entry"("tenant_id", "at" DESC);

CREATE UNIQUE INDEX "client_tenant_id_slug_key" ON "client"("tenant_id", "slug");

CREATE UNIQUE INDEX "site_tenant_id_client_id_id_key" ON "site"("tenant_id", "client_id", "id");

CREATE UNIQUE INDEX "site_tenant_id_client_id_slug_key" ON "site"("tenant_id", "client_id", "slug");

CREATE UNIQUE INDEX "equipment_node_tenant_id_site_id_path_key" ON "equipment_node"("tenant_id", "site_id", "path");

CREATE INDEX "event_log_tenant_id_execution_id_idx" ON "event_log"("tenant_id", "execution_id");

CREATE INDEX "execution_tenant_id_workflow_id_anchor_at_idx" ON "execution"("tenant_id", "workflow_id", "anchor_at" DESC);

CREATE INDEX "execution_tenant_id_client_id_anchor_at_idx" ON "execution"("tenant_id", "client_id", "anchor_at" DESC);

CREATE INDEX "expectation_tenant_id_workflow_id_idx" ON "expectation"("tenant_id", "workflow_id");

CREATE INDEX "transition_tenant_id_workflow_id_at_idx" ON "transition"("tenant_id", "workflow_id", "at" DESC);

CREATE UNIQUE INDEX "transition_tenant_id_subject_id_seq_key" ON "transition"("tenant_id", "subject_id", "seq");

CREATE INDEX "incident_tenant_id_status_impact_idx" ON "incident"("tenant_id", "status", "impact" DESC);

CREATE INDEX "incident_tenant_id_workflow_id_opened_at_idx" ON "incident"("tenant_id", "workflow_id", "opened_at" DESC);

CREATE UNIQUE INDEX "incident_tenant_id_number_key" ON "incident"("tenant_id", "number");

CREATE UNIQUE INDEX "incident_tenant_id_client_id_id_key" ON "incident"("tenant_id", "client_id", "id");

CREATE INDEX "incident_note_tenant_id_incident_id_created_at_idx" ON "incident_note"("tenant_id", "incident_id", "created_at");

CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

CREATE INDEX "session_tenant_id_user_id_idx" ON "session"("tenant_id", "user_id");

CREATE UNIQUE INDEX "invitation_tenant_id_token_hash_key" ON "invitation"("tenant_id", "token_hash");

CREATE INDEX "mail_message_tenant_id_created_at_idx" ON "mail_message"("tenant_id", "created_at" DESC);

CREATE UNIQUE INDEX "mail_message_tenant_id_key_key" ON "mail_message"("tenant_id", "key");

CREATE UNIQUE INDEX "partner_tenant_id_slug_key" ON "partner"("tenant_id", "slug");

CREATE UNIQUE INDEX "source_tenant_id_client_id_id_key" ON "source"("tenant_id", "client_id", "id");

CREATE UNIQUE INDEX "api_key_tenant_id_key_id_key" ON "api_key"("tenant_id", "key_id");

CREATE UNIQUE INDEX "system_tenant_id_client_id_name_key" ON "system"("tenant_id", "client_id", "name");

CREATE UNIQUE INDEX "process_tenant_id_client_id_slug_key" ON "process"("tenant_id", "client_id", "slug");

CREATE UNIQUE INDEX "workflow_tenant_id_client_id_key_key" ON "workflow"("tenant_id", "client_id", "key");

CREATE UNIQUE INDEX "workflow_tenant_id_client_id_id_key" ON "workflow"("tenant_id", "client_id", "id");

ALTER TABLE "site" ADD CONSTRAINT "site_tenant_id_client_id_fkey" FOREIGN KEY ("tenant_id", "client_id") REFERENCES "client"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "equipment_node" ADD CONSTRAINT "equipment_node_tenant_id_site_id_fkey" FOREIGN KEY ("tenant_id", "site_id") REFERENCES "site"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "expectation" ADD CONSTRAINT "expectation_tenant_id_workflow_id_fkey" FOREIGN KEY ("tenant_id", "workflow_id") REFERENCES "workflow"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "expectation_state" ADD CONSTRAINT "expectation_state_tenant_id_expectation_id_fkey" FOREIGN KEY ("tenant_id", "expectation_id") REFERENCES "expectation"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "incident_note" ADD CONSTRAINT "incident_note_tenant_id_client_id_incident_id_fkey" FOREIGN KEY ("tenant_id", "client_id", "incident_id") REFERENCES "incident"("tenant_id", "client_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "process" ADD CONSTRAINT "process_tenant_id_client_id_fkey" FOREIGN KEY ("tenant_id", "client_id") REFERENCES "client"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "workflow" ADD CONSTRAINT "workflow_tenant_id_client_id_fkey" FOREIGN KEY ("tenant_id", "client_id") REFERENCES "client"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "workflow" ADD CONSTRAINT "workflow_tenant_id_process_id_fkey" FOREIGN KEY ("tenant_id", "process_id") REFERENCES "process"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "workflow_state" ADD CONSTRAINT "workflow_state_tenant_id_workflow_id_fkey" FOREIGN KEY ("tenant_id", "workflow_id") REFERENCES "workflow"("tenant_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- Hash partitions: a sender's keys live with its tenant.
DO $$
BEGIN
  FOR i IN 0..15 LOOP
    EXECUTE format('CREATE TABLE event_key_h%s PARTITION OF event_key FOR VALUES WITH (MODULUS 16, REMAINDER %s)', i, i);
    EXECUTE format('CREATE TABLE execution_key_h%s PARTITION OF execution_key FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 80)', i, i);
  END LOOP;
END $$;

-- Time partitions are made ahead by src/infra/partitions.ts; what falls outside lands here and raises an alarm.
CREATE TABLE event_log_default PARTITION OF event_log DEFAULT;
CREATE TABLE execution_default PARTITION OF execution DEFAULT;

-- Named questions across tenants (the platform role asks them): these two lead with time on purpose.
CREATE INDEX expectation_state_due ON expectation_state (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE INDEX outbox_due ON outbox (not_before) WHERE done_at IS NULL AND failed_at IS NULL;
-- Look-ups before a tenant is known.
CREATE INDEX api_key_by_key_id ON api_key (key_id);
CREATE INDEX membership_by_user ON membership (user_id);
CREATE INDEX invitation_by_token ON invitation (token_hash);

CREATE UNIQUE INDEX incident_one_open_per_cause ON incident (tenant_id, cause_key) WHERE status <> 'resolved';
CREATE INDEX rollup_minute_dirty ON rollup_minute (tenant_id, workflow_id, minute) WHERE dirty;
CREATE INDEX rollup_minute_client ON rollup_minute (tenant_id, client_id, minute);
CREATE INDEX rollup_day_client ON rollup_day (tenant_id, client_id, day);
CREATE INDEX transition_recent ON transition (tenant_id, at DESC);

ALTER TABLE host ADD CONSTRAINT host_exact CHECK (host = lower(host) AND host !~ '[:/ ]');
ALTER TABLE partner ADD CONSTRAINT partner_color CHECK (brand_color ~ '^#[0-9a-f]{6}$');
ALTER TABLE membership ADD CONSTRAINT membership_client_roles_are_scoped
  CHECK (all_clients OR cardinality(client_ids) > 0), ADD CONSTRAINT membership_client_side
  CHECK (role::text NOT LIKE 'client\_%' OR NOT all_clients);
ALTER TABLE invitation ADD CONSTRAINT invitation_client_roles_are_scoped
  CHECK (all_clients OR cardinality(client_ids) > 0), ADD CONSTRAINT invitation_client_side
  CHECK (role::text NOT LIKE 'client\_%' OR NOT all_clients);
ALTER TABLE workflow ADD CONSTRAINT workflow_tier CHECK (tier BETWEEN 1 AND 3);
ALTER TABLE expectation ADD CONSTRAINT expectation_shape CHECK (
  (kind = 'cron' AND cron IS NOT NULL AND interval_s IS NULL) OR (kind = 'interval' AND interval_s > 0 AND cron IS NULL)),
  ADD CONSTRAINT expectation_grace CHECK (grace_s >= 0);
ALTER TABLE incident ADD CONSTRAINT incident_impact CHECK (impact BETWEEN 0 AND 100);
ALTER TABLE rollup_minute ADD CONSTRAINT rollup_minute_not_negative CHECK (succeeded >= 0 AND failed >= 0 AND cancelled >= 0);
ALTER TABLE api_key ADD CONSTRAINT api_key_ping_has_workflow CHECK (kind <> 'ping' OR workflow_id IS NOT NULL);

-- A child's client is its parent's client: a link across tenants or clients cannot be stored.
ALTER TABLE host ADD CONSTRAINT host_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE counter ADD CONSTRAINT counter_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE client ADD CONSTRAINT client_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE session ADD CONSTRAINT session_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE login_token ADD CONSTRAINT login_token_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE membership ADD CONSTRAINT membership_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE invitation ADD CONSTRAINT invitation_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE audit_head ADD CONSTRAINT audit_head_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE outbox ADD CONSTRAINT outbox_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE effect ADD CONSTRAINT effect_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE mail_message ADD CONSTRAINT mail_message_partner_fk FOREIGN KEY (tenant_id) REFERENCES partner (tenant_id);
ALTER TABLE equipment_node ADD CONSTRAINT equipment_node_site_fk FOREIGN KEY (tenant_id, client_id, site_id) REFERENCES site (tenant_id, client_id, id);
ALTER TABLE equipment_node ADD CONSTRAINT equipment_node_parent_fk FOREIGN KEY (tenant_id, parent_id) REFERENCES equipment_node (tenant_id, id);
ALTER TABLE source ADD CONSTRAINT source_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id);
ALTER TABLE api_key ADD CONSTRAINT api_key_source_fk FOREIGN KEY (tenant_id, client_id, source_id) REFERENCES source (tenant_id, client_id, id);
ALTER TABLE api_key ADD CONSTRAINT api_key_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE system ADD CONSTRAINT system_client_fk FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id);
ALTER TABLE process ADD CONSTRAINT process_site_fk FOREIGN KEY (tenant_id, client_id, site_id) REFERENCES site (tenant_id, client_id, id);
ALTER TABLE workflow ADD CONSTRAINT workflow_site_fk FOREIGN KEY (tenant_id, client_id, site_id) REFERENCES site (tenant_id, client_id, id);
ALTER TABLE workflow ADD CONSTRAINT workflow_from_system_fk FOREIGN KEY (tenant_id, from_system_id) REFERENCES system (tenant_id, id);
ALTER TABLE workflow ADD CONSTRAINT workflow_to_system_fk FOREIGN KEY (tenant_id, to_system_id) REFERENCES system (tenant_id, id);
ALTER TABLE workflow_state ADD CONSTRAINT workflow_state_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE rollup_minute ADD CONSTRAINT rollup_minute_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE rollup_day ADD CONSTRAINT rollup_day_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE expectation ADD CONSTRAINT expectation_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE expectation_state ADD CONSTRAINT expectation_state_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE transition ADD CONSTRAINT transition_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE incident ADD CONSTRAINT incident_workflow_fk FOREIGN KEY (tenant_id, client_id, workflow_id) REFERENCES workflow (tenant_id, client_id, id);
ALTER TABLE incident ADD CONSTRAINT incident_expectation_fk FOREIGN KEY (tenant_id, expectation_id) REFERENCES expectation (tenant_id, id);
ALTER TABLE dead_letter ADD CONSTRAINT dead_letter_source_fk FOREIGN KEY (tenant_id, client_id, source_id) REFERENCES source (tenant_id, client_id, id);
ALTER TABLE session ADD CONSTRAINT session_user_fk FOREIGN KEY (user_id) REFERENCES user_account (id);
ALTER TABLE login_token ADD CONSTRAINT login_token_user_fk FOREIGN KEY (user_id) REFERENCES user_account (id);
ALTER TABLE membership ADD CONSTRAINT membership_user_fk FOREIGN KEY (user_id) REFERENCES user_account (id);

-- The relay sleeps until an outbox row is committed.
CREATE FUNCTION outbox_nudge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '') WHERE EXISTS (SELECT FROM inserted);
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_nudge AFTER INSERT ON outbox REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION outbox_nudge();
