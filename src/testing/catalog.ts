import type pg from 'pg'

/** Tables that belong to no tenant, and why. Everything else has `tenant_id` and row-level security. */
export const GLOBAL_TABLES: Readonly<Record<string, string>> = {
  user_account: 'one person may work for several partners; rights live in membership',
  sign_up: 'somebody who wants to be a partner: there is no tenant yet',
  _prisma_migrations: 'the record of migrations; no role of the program may read it',
}

/** Tables of a tenant that are found before the tenant is known: their key cannot be led by it. */
export const LOOKUP_TABLES: Readonly<Record<string, string>> = {
  host: 'the host names the tenant',
  session: 'the cookie names the session',
  login_token: 'the mail link names the token',
}

/** Indexes not led by `tenant_id`, and the question across tenants that each answers. */
const CROSS_TENANT_INDEXES: Readonly<Record<string, string>> = {
  billing_account_by_customer: 'whose customer is an event of the payment service about',
  billing_account_fetched: 'accounts of every tenant that were not read for a day',
  expectation_day_check: 'days of every tenant whose ledger must be settled',
  expectation_state_due: 'timers of every tenant that are due',
  change_proof_due: 'changes of every tenant that should have been seen live',
  waiver_due: 'waivers of every tenant whose time is over',
  approval_request_due: 'decisions of every tenant whose time is over',
  host_claim_due: 'proofs of hosts of every tenant that are to be looked at',
  connection_due: 'connections of every tenant that are to be read',
  incident_snoozed: 'incidents of every tenant whose sleep is over',
  webhook_endpoint_due: 'webhook endpoints of every tenant that have messages to go out',
  event_key_seen: 'names of events of every tenant that are older than 35 days',
  execution_key_anchor: 'names of runs of every tenant that are gone',
  channel_message_old: 'news of every tenant that was handed over long ago',
  webhook_message_old: 'messages of every tenant that were handed over long ago',
  api_key_by_key_id: 'whose key is this',
  membership_by_user: 'for whom does this person work',
  invitation_by_token: 'whose invitation is this',
  report_delivery_by_token: 'whose report does this link of a mail open',
  report_delivery_due: 'mails of reports of every tenant that are due',
  outbox_done: 'effects of every tenant that were done long ago',
  sign_up_expires: 'wishes to be a partner whose link has ended',
  session_expires: 'sessions that ended long ago',
  idempotency_key_old: 'answers of every tenant that are older than a day',
  signed_delivery_old: 'names of deliveries of every tenant that are older than a day',
  login_token_expires: 'sign-in links nobody can use again',
  escalation_due: 'calls for help of every tenant whose next step is due',
  page_due: 'messages of every tenant that are to be handed over',
  notification_due: 'news of every tenant that somebody is to hear',
  rollup_minute_old: 'minutes of every tenant that are older than two days',
}

/** Links between rows of two clients, and why; the reader's walls hold on both sides. */
const ACROSS_CLIENTS: Readonly<Record<string, string>> = {
  incident_parent_fk: 'alarms of several clients may have one cause; a child names its head by id only',
}

/** Columns that name a row without a foreign key, and why. */
const LOOSE_LINKS: Readonly<Record<string, string>> = {
  'transition.subject_id': 'several kinds of subject',
  'obligation.execution_id': 'the execution is dropped with its partition, what it met stays',
  'expectation_hit.execution_id': 'the execution is dropped with its partition, its answer stays',
  'expectation_due.trigger_execution_id': 'the execution is dropped with its partition, what it obliged stays',
  'incident.assignee_user_id': 'a person, not a row of the tenant',
  'incident_task.owner_user_id': 'a person, not a row of the tenant',
  'incident_task.done_by_id': 'a person, or zeros for the machine',
  'incident_task.verified_by_id': 'a person, not a row of the tenant',
  'incident.rule_id': 'a built-in rule has no row',
  'incident.execution_id': 'the execution is dropped with its partition, the incident stays',
  'incident.site_id': 'copied from the workflow when the incident opens',
  'workflow_state.last_execution_id': 'written by the ingest statement; the execution is dropped with its partition',
  'effect.outbox_id': 'the outbox row is deleted, the proof of the effect stays',
  'invitation.invited_by': 'a person, not a row of the tenant',
  'api_key.created_by': 'a person, not a row of the tenant',
  'signing_secret.created_by': 'a person, not a row of the tenant',
  'mail_message.client_id': 'a record of what was sent',
  'audit_entry.client_id': 'a record of what was done',
  'maintenance_revision.author_id': 'a person, or nobody when the machine planned it',
  'finding.subject_id': 'several kinds of subject',
  'change.requester_id': 'a person, or zeros for the machine',
  'waiver.requester_id': 'a person, or zeros for the machine',
  'approval_request.subject_id': 'several kinds of subject',
  'approval_request.requester_id': 'a person, or zeros for the machine',
  'escalation.outbox_id': 'the outbox row is deleted, what it started stays',
  'escalation.policy_id': 'a policy may be for every client; the plan it had is kept here',
  'notification.channel_id': 'a record of where it was sent',
  'run_retry.execution_id': 'the execution is dropped with its partition, the record of the second try stays',
}

/** Rows that may go: an address given back, and what `services/platform/tidy` takes away when it has served its purpose. */
const DELETABLE = [
  'rollup_minute',
  'host',
  'outbox',
  'session',
  'login_token',
  'signed_delivery',
  'host_claim',
  'idempotency_key',
  'sign_up',
  'channel_message',
  'webhook_message',
] as const

/** Rows that go inside one partner: addresses of subscribers at their wish, counts of a plant that has moved, marks of what is settled or counted, runs that ended, an old log. */
const COUNTED_AGAIN = [
  'rollup_hour',
  'rollup_day',
  'dirty_day',
  'connection_open_run',
  'connection_sync',
  'subscriber',
  'usage_mark',
] as const

/** Rows that nobody changes: SELECT and INSERT are the only rights on them. */
export const APPEND_ONLY = [
  'price_book',
  'stripe_event',
  'billing_usage',
  'usage_entry',
  'portal_notice',
  'report_file',
  'month_freeze',
  'month_addendum',
  'connection_gap',
  'audit_checkpoint',
  'audit_tile',
  'calendar_version',
  'contract_version',
  'incident_pause',
  'escalation_log',
  'incident_edit',
  'calendar_assignment',
  'maintenance_workflow',
  'approval',
  'criticality_assessment',
  'audit_entry',
  'event_key',
  'event_log',
  'incident_note',
  'transition',
  'effect',
  'dead_letter',
  'dead_letter_try',
  'channel_delivery',
  'webhook_attempt',
  'source_field_rules',
  'expectation_rule',
  'logo',
] as const

const ROLES = ['andon_owner', 'andon_app', 'andon_ingest', 'andon_platform'] as const

/** The setting that each role's policies must compare with; the platform role stands above tenants on purpose. */
const SEAL: Readonly<Record<string, { policy: string; setting: string | null }>> = {
  andon_app: { policy: 'app', setting: `'app.tenant_id'` },
  andon_ingest: { policy: 'ingest', setting: `'app.tenant_ids'` },
  andon_platform: { policy: 'platform', setting: null },
}

interface Rule {
  name: string
  /** Each row is one violation: what it is about. */
  sql: string
  values?: unknown[]
}

const TABLES = `SELECT c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`
const HAS_TENANT = `EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)`
const LEADS = `(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = i.indkey[0]) IS DISTINCT FROM 'tenant_id'`
const PROGRAM = `ARRAY['andon_app', 'andon_ingest', 'andon_platform']`

const keys: Rule[] = [
  {
    name: 'a table has tenant_id or is on the list of global tables',
    sql: `SELECT t.relname AS what FROM (${TABLES}) t WHERE NOT ${HAS_TENANT} AND t.relname <> ALL ($1)`,
    values: [Object.keys(GLOBAL_TABLES)],
  },
  {
    name: 'tenant_id is uuid NOT NULL',
    sql: `SELECT t.relname AS what FROM (${TABLES}) t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'tenant_id'
          WHERE a.atttypid <> 'uuid'::regtype OR NOT a.attnotnull`,
  },
  {
    name: 'a table has a primary key',
    sql: `SELECT t.relname AS what FROM (${TABLES}) t WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)`,
  },
  {
    name: 'tenant_id leads the primary key and every unique index',
    sql: `SELECT i.indexrelid::regclass::text AS what FROM (${TABLES}) t JOIN pg_index i ON i.indrelid = t.oid
          WHERE ${HAS_TENANT} AND i.indisunique AND ${LEADS} AND NOT (i.indisprimary AND t.relname = ANY ($1))`,
    values: [Object.keys(LOOKUP_TABLES)],
  },
  {
    name: 'tenant_id leads every index, except named look-ups across tenants',
    sql: `SELECT i.indexrelid::regclass::text AS what FROM (${TABLES}) t JOIN pg_index i ON i.indrelid = t.oid
          WHERE ${HAS_TENANT} AND NOT i.indisunique AND ${LEADS} AND i.indexrelid::regclass::text <> ALL ($1)`,
    values: [Object.keys(CROSS_TENANT_INDEXES)],
  },
]

const NAME = (relation: string, column: string) =>
  `(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = ${relation} AND a.attnum = ${column})`

const links: Rule[] = [
  {
    name: 'tenant_id leads both sides of every foreign key between tables of a tenant',
    sql: `SELECT k.conname AS what FROM pg_constraint k JOIN (${TABLES}) t ON t.oid = k.conrelid JOIN (${TABLES}) r ON r.oid = k.confrelid
          WHERE k.contype = 'f' AND r.relname <> ALL ($1)
            AND (${NAME('k.conrelid', 'k.conkey[1]')} <> 'tenant_id' OR ${NAME('k.confrelid', 'k.confkey[1]')} <> 'tenant_id')`,
    values: [Object.keys(GLOBAL_TABLES)],
  },
  {
    name: 'a column that names a row has a foreign key (tables of events and runs apart: their parents are checked at the door)',
    sql: `SELECT t.relname || '.' || a.attname AS what FROM (${TABLES}) t JOIN pg_attribute a ON a.attrelid = t.oid
          WHERE a.atttypid = 'uuid'::regtype AND (a.attname LIKE '%\\_id' OR a.attname LIKE '%\\_by') AND NOT a.attisdropped
            AND (SELECT relkind FROM pg_class WHERE oid = t.oid) = 'r' AND t.relname <> ALL ($1)
            AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))
            AND NOT (a.attname = 'tenant_id' AND t.relname = 'partner') AND t.relname || '.' || a.attname <> ALL ($2)`,
    values: [Object.keys(GLOBAL_TABLES), Object.keys(LOOSE_LINKS)],
  },
  {
    name: 'a link between two tables of a client carries client_id',
    sql: `SELECT k.conname AS what FROM pg_constraint k
          JOIN pg_attribute l ON l.attrelid = k.conrelid AND l.attname = 'client_id' JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attname = 'client_id'
          WHERE k.contype = 'f' AND k.conparentid = 0 AND l.attnum <> ALL (k.conkey)
            AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conrelid = k.conrelid AND o.confrelid = k.confrelid AND o.contype = 'f'
                            AND o.conkey @> k.conkey AND l.attnum = ANY (o.conkey))
            AND k.conname <> ALL ($1)`,
    values: [Object.keys(ACROSS_CLIENTS)],
  },
]

const walls: Rule[] = [
  {
    name: 'row-level security is enabled and FORCEd on every table of a tenant',
    sql: `SELECT t.relname AS what FROM (${TABLES}) t WHERE ${HAS_TENANT} AND NOT (t.relrowsecurity AND t.relforcerowsecurity)`,
  },
  {
    name: 'a policy has USING and WITH CHECK, is for one role of the program and bears its name',
    sql: `SELECT p.polrelid::regclass || ': ' || p.polname AS what FROM pg_policy p
          WHERE p.polqual IS NULL OR p.polwithcheck IS NULL OR NOT p.polpermissive OR p.polcmd <> '*' OR cardinality(p.polroles) <> 1
             OR (p.polroles[1]::regrole::text, p.polname::text) NOT IN (SELECT key, value ->> 'policy' FROM jsonb_each($1::jsonb))`,
    values: [JSON.stringify(SEAL)],
  },
  {
    name: 'a policy compares tenant_id with its role’s setting',
    sql: `SELECT p.polrelid::regclass || ': ' || p.polname AS what FROM pg_policy p JOIN jsonb_each($1::jsonb) s ON s.key = p.polroles[1]::regrole::text
          WHERE s.value ->> 'setting' IS NOT NULL AND (
            pg_get_expr(p.polqual, p.polrelid) !~ ('\\(tenant_id = .*' || (s.value ->> 'setting'))
            OR pg_get_expr(p.polwithcheck, p.polrelid) !~ ('\\(tenant_id = .*' || (s.value ->> 'setting')))`,
    values: [JSON.stringify(SEAL)],
  },
  {
    name: 'the app’s policy on a table of a client also compares the client',
    sql: `SELECT p.polrelid::regclass::text AS what FROM pg_policy p
          JOIN pg_attribute a ON a.attrelid = p.polrelid AND (a.attname = 'client_id' OR (a.attname = 'id' AND p.polrelid = 'client'::regclass))
          WHERE p.polname = 'app' AND pg_get_expr(p.polqual, p.polrelid) !~ (' ' || a.attname || ' = ANY .*app\\.client_ids|\\(' || a.attname || ' = ANY .*app\\.client_ids')`,
  },
  {
    name: 'a role with a right on a table of a tenant has a policy there, and the reverse',
    sql: `SELECT t.relname || ': ' || r.name AS what FROM (${TABLES}) t CROSS JOIN unnest(${PROGRAM}) AS r (name)
          WHERE ${HAS_TENANT} AND (has_any_column_privilege(r.name, t.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(r.name, t.oid, 'DELETE'))
             <> EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polroles[1] = r.name::regrole)`,
  },
  {
    name: 'no policy calls a function of ours (a volatile one reads every tenant’s rows)',
    sql: `SELECT p.polrelid::regclass || ': ' || p.polname AS what FROM pg_policy p
          JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_proc'::regclass`,
  },
]

const rights: Rule[] = [
  {
    name: 'roles cannot log in, bypass row-level security, make roles or databases, or become one another',
    sql: `SELECT r.name AS what FROM unnest($1::text[]) AS r (name) LEFT JOIN pg_roles p ON p.rolname = r.name
          WHERE p.oid IS NULL OR p.rolcanlogin OR p.rolbypassrls OR p.rolsuper OR p.rolcreaterole OR p.rolcreatedb OR p.rolreplication
             OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = p.oid)`,
    values: [[...ROLES]],
  },
  {
    name: 'append-only tables can only be read and added to',
    sql: `SELECT t.name || ': ' || r.name AS what FROM unnest($1::text[]) AS t (name) CROSS JOIN unnest(${PROGRAM}) AS r (name)
          WHERE has_any_column_privilege(r.name, t.name::regclass, 'UPDATE') OR has_table_privilege(r.name, t.name::regclass, 'DELETE, TRUNCATE')`,
    values: [[...APPEND_ONLY]],
  },
  {
    name: 'only the platform may DELETE, and only what is named (the app, what can be counted again); nobody may TRUNCATE, add triggers or reference',
    sql: `SELECT t.relname || ': ' || r.name AS what FROM (${TABLES}) t CROSS JOIN unnest(${PROGRAM}) AS r (name)
          WHERE has_table_privilege(r.name, t.oid, 'TRUNCATE, TRIGGER, REFERENCES')
             OR (has_table_privilege(r.name, t.oid, 'DELETE') AND NOT (t.relname = ANY ($1) AND r.name = 'andon_platform')
                 AND NOT (t.relname = ANY ($2) AND r.name = 'andon_app'))`,
    values: [[...DELETABLE], [...COUNTED_AGAIN]],
  },
  {
    name: 'global tables are the platform’s alone',
    sql: `SELECT t.name || ': ' || r.name AS what FROM unnest($1::text[]) AS t (name) CROSS JOIN unnest(${PROGRAM}) AS r (name)
          WHERE to_regclass(t.name) IS NOT NULL AND has_any_column_privilege(r.name, to_regclass(t.name), 'SELECT, INSERT, UPDATE')
            AND (r.name <> 'andon_platform' OR t.name = '_prisma_migrations')`,
    values: [Object.keys(GLOBAL_TABLES)],
  },
  {
    name: 'partitions carry no rights of their own: row-level security stands on their parent',
    sql: `SELECT c.relname || ': ' || r.name AS what FROM pg_class c CROSS JOIN unnest(${PROGRAM}) AS r (name)
          WHERE c.relispartition AND c.relkind = 'r' AND has_any_column_privilege(r.name, c.oid, 'SELECT, INSERT, UPDATE')`,
  },
  {
    name: 'PUBLIC has no right on anything of ours',
    sql: `SELECT c.relname AS what FROM pg_class c, aclexplode(c.relacl) g WHERE c.relnamespace = 'public'::regnamespace AND g.grantee = 0
          UNION ALL SELECT 'schema public' FROM pg_namespace n, aclexplode(n.nspacl) g WHERE n.nspname = 'public' AND g.grantee = 0
          UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND (p.proacl IS NULL
            OR EXISTS (SELECT FROM aclexplode(p.proacl) g WHERE g.grantee = 0))`,
  },
  {
    name: 'tables belong to andon_owner',
    sql: `SELECT c.relname AS what FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND c.relname <> '_prisma_migrations' AND c.relowner <> 'andon_owner'::regrole`,
  },
]

const code: Rule[] = [
  {
    name: 'no function is SECURITY DEFINER',
    sql: `SELECT p.oid::regprocedure::text AS what FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  },
  {
    name: 'views run with the rights of who asks, and no materialised view exists',
    sql: `SELECT c.relname AS what FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND (c.relkind = 'm'
          OR (c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions) OR 'security_invoker=on' = ANY (c.reloptions), false)))`,
  },
]

export const CATALOG_RULES: readonly Rule[] = [...keys, ...links, ...walls, ...rights, ...code]

/** Every violation, as "rule: object". */
export async function lintCatalog(db: Pick<pg.ClientBase, 'query'>): Promise<string[]> {
  const found: string[] = []
  for (const rule of CATALOG_RULES) {
    const { rows } = await db.query<{ what: string }>(rule.sql, rule.values ?? [])
    found.push(...rows.map(({ what }) => `${rule.name}: ${what}`))
  }
  return found.sort()
}
