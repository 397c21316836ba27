/**
 * What stands in a pack, file by file. Each part is one statement over the facts `p`: client, from_at, to_at (the month), as_of (the
 * moment of the freeze or of the last addendum), zone. Columns are named, so that a later column changes no pack; what became known
 * after as_of is left out, so that the same month gives the same bytes.
 */
export interface Part {
  kind: string
  sql: string
}

export interface Section {
  name: string
  parts: readonly Part[]
}

const camel = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** `x.due_at AS "dueAt"`; `day:text` casts, `resolved_at?` is null when it lies after as_of. */
function columns(names: string): string {
  return names
    .split(' ')
    .map((name) => {
      const isLater = name.endsWith('?')
      const [column = '', type] = name.replace('?', '').split(':')
      const value = type ? `x.${column}::${type}` : `x.${column}`
      return `${isLater ? `CASE WHEN x.${column} <= p.as_of THEN ${value} END` : value} AS "${camel(column)}"`
    })
    .join(', ')
}

const MINE = 'x.tenant_id = :tenant AND x.client_id = p.client'

/** One table's rows of the client, in order. */
function part(kind: string, table: string, names: string, where: string, order: string): Part {
  return { kind, sql: `SELECT ${columns(names)} FROM ${table} x, p WHERE ${MINE} AND ${where} ORDER BY ${order}` }
}

/** Dependent on a moment that may lie after as_of. */
const known = (moment: string, column: string, name = camel(column)) =>
  `CASE WHEN x.${moment} <= p.as_of THEN x.${column} END AS "${name}"`

const OF_MONTH = 'x.opened_at < p.to_at AND coalesce(x.resolved_at, p.to_at) >= p.from_at'

const INCIDENTS = `
SELECT ${columns('id number workflow_id expectation_id site_id kind title impact impact_note opened_at detected_at acknowledged_at? resolved_at?')},
  ${known('acknowledged_at', 'acknowledged_by')}, ${known('resolved_at', 'resolved_by')}, ${known('resolved_at', 'resolution')}
FROM incident x, p WHERE ${MINE} AND ${OF_MONTH} AND x.detected_at <= p.as_of ORDER BY x.number`

const OF_INCIDENT = `EXISTS (SELECT FROM incident i WHERE i.tenant_id = :tenant AND i.id = x.incident_id AND i.opened_at < p.to_at
  AND coalesce(i.resolved_at, p.to_at) >= p.from_at)`

const FINDINGS = `
SELECT ${columns('id kind key subject_kind subject_id workflow_id severity facts opened_at cleared_at?')}, ${known('cleared_at', 'cleared_reason')}
FROM finding x, p WHERE ${MINE} AND x.opened_at < p.to_at AND coalesce(x.cleared_at, p.to_at) >= p.from_at ORDER BY x.opened_at, x.id`

const REQUESTS = `
SELECT ${columns('id subject_kind subject_id title summary content_hash quorum requester_id requester_name author_ids is_after_review on_timeout requested_at expires_at closed_at?')},
  CASE WHEN x.closed_at <= p.as_of THEN x.status ELSE 'open' END AS status, ${known('closed_at', 'closed_reason')}
FROM approval_request x, p WHERE ${MINE} AND x.requested_at <= p.as_of ORDER BY x.requested_at, x.id`

const CHANGES = `
SELECT ${columns('id number workflow_id version_id baseline_id title why risk rollback is_emergency is_baseline content_hash author_ids requester_id requester_name created_at submitted_at? decided_at? cleared_at? superseded_at? proved_at?')},
  ${known('submitted_at', 'request_id')}, ${known('proved_at', 'proof')}
FROM change x, p WHERE ${MINE} AND x.created_at < p.to_at AND coalesce(x.superseded_at, p.to_at) >= p.from_at ORDER BY x.number`

export const SECTIONS: readonly Section[] = [
  {
    name: 'calendars.jsonl',
    parts: [
      part(
        'version',
        'calendar_version',
        'calendar_id number effective_from:text rules reason author created_at',
        `x.created_at <= p.as_of AND x.effective_from <= (p.to_at AT TIME ZONE p.zone)::date`,
        'x.calendar_id, x.number',
      ),
      part(
        'assignment',
        'calendar_assignment',
        'id site_id equipment_id calendar_id effective_from:text reason author created_at',
        `x.created_at <= p.as_of AND x.effective_from <= (p.to_at AT TIME ZONE p.zone)::date`,
        'x.created_at, x.id',
      ),
    ],
  },
  {
    name: 'contracts.jsonl',
    parts: [
      part(
        'version',
        'contract_version',
        'contract_id number effective_from:text terms digest note author created_at',
        `x.created_at <= p.as_of AND x.effective_from <= (p.to_at AT TIME ZONE p.zone)::date`,
        'x.contract_id, x.number',
      ),
    ],
  },
  {
    name: 'objectives.jsonl',
    parts: [
      part(
        'objective',
        'objective',
        'id form scope_kind workflow_id process_id site_id target_ppm window_days zone calendar slice_s max_duration_ms created_at',
        'x.created_at < p.to_at',
        'x.created_at, x.id',
      ),
    ],
  },
  {
    name: 'obligations.jsonl',
    parts: [
      part(
        'obligation',
        'obligation',
        'expectation_id workflow_id due_at ref day:text deadline_at outcome met_at execution_id reason',
        'x.due_at >= p.from_at AND x.due_at < p.to_at',
        'x.expectation_id, x.due_at',
      ),
      part(
        'downtime',
        'downtime',
        'expectation_id workflow_id from_at to_at day:text reason',
        'x.from_at < p.to_at AND x.to_at > p.from_at',
        'x.expectation_id, x.from_at',
      ),
    ],
  },
  {
    name: 'incidents.jsonl',
    parts: [
      { kind: 'incident', sql: INCIDENTS },
      part(
        'pause',
        'incident_pause',
        'id incident_id reason note author at',
        `x.at <= p.as_of AND ${OF_INCIDENT}`,
        'x.at, x.id',
      ),
      part(
        'note',
        'incident_note',
        'id incident_id audience author body created_at',
        `x.created_at <= p.as_of AND ${OF_INCIDENT}`,
        'x.created_at, x.id',
      ),
    ],
  },
  {
    name: 'maintenance.jsonl',
    parts: [
      part(
        'revision',
        'maintenance_revision',
        'maintenance_id number scope_kind site_id plan work edit_reason content_hash author_id author_name created_at requested_at? approval_request_id approved_at? superseded_at?',
        'x.created_at <= p.as_of AND x.created_at < p.to_at',
        'x.maintenance_id, x.number',
      ),
    ],
  },
  {
    name: 'changes.jsonl',
    parts: [
      { kind: 'change', sql: CHANGES },
      part(
        'version',
        'workflow_version',
        'id workflow_id number hash label external_id origin first_seen_at live_at? retired_at?',
        'x.first_seen_at < p.to_at AND coalesce(x.retired_at, p.to_at) >= p.from_at',
        'x.workflow_id, x.number',
      ),
    ],
  },
  {
    name: 'approvals.jsonl',
    parts: [
      { kind: 'request', sql: REQUESTS },
      part(
        'decision',
        'approval',
        'id request_id requester_id author_ids content_hash approver_id approver_name seat_id seat_name seat_role delegation_id decision reason decided_at',
        'x.decided_at <= p.as_of',
        'x.decided_at, x.id',
      ),
    ],
  },
  {
    name: 'findings.jsonl',
    parts: [
      { kind: 'finding', sql: FINDINGS },
      part(
        'waiver',
        'waiver',
        'id finding_id state_hash reason content_hash requester_id requester_name requested_at expires_at request_id decided_at? ended_at?',
        'x.requested_at <= p.as_of AND x.requested_at < p.to_at',
        'x.requested_at, x.id',
      ),
    ],
  },
]

/** The statement of a part; its values are client, from, to, as of, zone. */
export function statementOf({ sql }: Part): string {
  return `WITH p AS (SELECT $1::uuid AS client, $2::timestamptz AS from_at, $3::timestamptz AS to_at, $4::timestamptz AS as_of, $5::text AS zone) ${sql}`
}
