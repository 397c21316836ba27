import type { Sql } from '@/infra/db'
import { originOfPartner, pages } from '../notify/links'

/** What a message says: ids, words and links, of one client. */
export interface WebhookFacts {
  clientId: string | null
  data: Record<string, unknown>
}

interface Row {
  clientId: string
  data: Record<string, unknown>
}

const CLIENT = `json_build_object('id', c.id, 'slug', c.slug, 'name', c.name)`

/** Nothing of a parent: it may be another client's. */
const INCIDENT = `
SELECT i.client_id AS "clientId", json_build_object('id', i.id, 'number', i.number, 'title', left(i.title, 500), 'kind', i.kind, 'status', i.status,
  'rank', i.rank, 'client', ${CLIENT}, 'workflow', json_build_object('key', w.key, 'name', left(w.name, 300), 'tier', w.tier), 'site', s.name,
  'openedAt', i.opened_at, 'acknowledgedAt', i.acknowledged_at, 'acknowledgedBy', i.acknowledged_by, 'resolvedAt', i.resolved_at) AS data
FROM incident i JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = i.site_id
WHERE i.tenant_id = :tenant AND i.id = $1::uuid`

const APPROVAL = `
SELECT r.client_id AS "clientId", json_build_object('id', r.id, 'subjectKind', r.subject_kind, 'subjectId', r.subject_id, 'title', left(r.title, 500),
  'status', r.status, 'requestedBy', r.requester_name, 'requestedAt', r.requested_at, 'expiresAt', r.expires_at, 'closedAt', r.closed_at,
  'client', ${CLIENT}) AS data
FROM approval_request r JOIN client c ON c.tenant_id = r.tenant_id AND c.id = r.client_id
WHERE r.tenant_id = :tenant AND r.id = $1::uuid`

const FINDING = `
SELECT f.client_id AS "clientId", json_build_object('id', f.id, 'kind', f.kind, 'severity', f.severity, 'status', f.status, 'openedAt', f.opened_at,
  'workflow', (SELECT json_build_object('key', w.key, 'name', left(w.name, 300)) FROM workflow w WHERE w.tenant_id = f.tenant_id AND w.id = f.workflow_id),
  'client', ${CLIENT}) AS data
FROM finding f JOIN client c ON c.tenant_id = f.tenant_id AND c.id = f.client_id
WHERE f.tenant_id = :tenant AND f.id = $1::uuid`

/** Which row a fact is about, or the fact itself when its noun says it better. */
export type WebhookSubject =
  | { incidentId: string }
  | { requestId: string }
  | { findingId: string }
  | { clientId: string; data: Record<string, unknown> & { id: string } }

export function subjectId(subject: WebhookSubject): string {
  if ('incidentId' in subject) return subject.incidentId
  if ('requestId' in subject) return subject.requestId
  return 'findingId' in subject ? subject.findingId : subject.data.id
}

/** Null: the row is not there. */
export async function readFacts(sql: Sql, subject: WebhookSubject): Promise<WebhookFacts | null> {
  if ('data' in subject) return subject
  const text = 'incidentId' in subject ? INCIDENT : 'requestId' in subject ? APPROVAL : FINDING
  const [row] = await sql<Row>(text, [subjectId(subject)])
  if (!row) return null
  const origin = await originOfPartner(sql)
  const { id, number, subjectKind, subjectId: about } = row.data
  const url =
    'incidentId' in subject
      ? pages.incident(origin, Number(number))
      : 'requestId' in subject
        ? pages.approval(origin, { id: String(id), subjectKind: String(subjectKind), subjectId: String(about) })
        : `${origin}/findings/${id}`
  return { clientId: row.clientId, data: { ...row.data, url } }
}
