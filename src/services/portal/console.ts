import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import type { PortalAccess } from '@/domain/portal/access'
import type { Severity } from '@/domain/subscriber/schema'
import { notFound } from '@/lib/errors'
import { query } from '../define'
import { loadOverrides, type StoredOverride } from './overrides'

export interface PortalLine {
  clientId: string
  slug: string
  name: string
  access: PortalAccess
  linkMadeAt: Date | null
  steps: number
  hidden: number
  subscribers: number
  unconfirmed: number
  overrides: number
  /** the client's own address, if it has one */
  host: string | null
}

const LINES = `
SELECT c.id AS "clientId", c.slug, c.name, CASE WHEN c.portal_public THEN 'public' ELSE coalesce(p.access, 'closed') END AS access,
  p.link_made_at AS "linkMadeAt", coalesce(cardinality(p.hidden_process_ids), 0)::int AS hidden,
  (SELECT count(*)::int FROM process pr WHERE pr.tenant_id = c.tenant_id AND pr.client_id = c.id) AS steps,
  (SELECT count(*)::int FROM subscriber s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id AND s.confirmed_at IS NOT NULL) AS subscribers,
  (SELECT count(*)::int FROM subscriber s WHERE s.tenant_id = c.tenant_id AND s.client_id = c.id AND s.confirmed_at IS NULL) AS unconfirmed,
  (SELECT count(DISTINCT o.process_id)::int FROM portal_override o WHERE o.tenant_id = c.tenant_id AND o.client_id = c.id AND o.ended_at IS NULL AND o.until_at > $1) AS overrides,
  (SELECT min(h.host) FROM host h WHERE h.tenant_id = c.tenant_id AND h.client_id = c.id AND h.verified_at IS NOT NULL) AS host
FROM client c LEFT JOIN portal p ON p.tenant_id = c.tenant_id AND p.client_id = c.id
WHERE c.tenant_id = :tenant AND c.id = ANY(:clients) AND c.archived_at IS NULL AND ($2::text IS NULL OR c.slug = $2)
ORDER BY c.name`

/** Every client's portal: who may open it, and who listens. */
export const listPortals = query(
  { action: 'portal.list', can: 'portal.manage', input: z.strictObject({}) },
  async ({ sql, now }) => ({ rows: await sql<PortalLine>(LINES, [now, null]) }),
)

export interface PortalStep {
  id: string
  name: string
  phrase: string
  isHidden: boolean
}

export interface PortalSubscriber {
  id: string
  email: string
  locale: string
  severity: Severity
  processIds: string[]
  askedAt: Date
  confirmedAt: Date | null
}

export interface PortalSettings extends PortalLine {
  zone: string
  stepList: PortalStep[]
  overrideList: StoredOverride[]
  subscriberList: PortalSubscriber[]
}

const STEPS = `
SELECT pr.id, pr.name, pr.portal_phrase AS phrase, coalesce(pr.id = ANY (p.hidden_process_ids), false) AS "isHidden" FROM process pr
LEFT JOIN portal p ON p.tenant_id = pr.tenant_id AND p.client_id = pr.client_id
WHERE pr.tenant_id = :tenant AND pr.client_id = ANY(:clients) AND pr.client_id = $1::uuid ORDER BY pr.position, pr.name`

const SUBSCRIBERS = `
SELECT s.id, s.email, s.locale, s.severity, s.process_ids AS "processIds", s.asked_at AS "askedAt", s.confirmed_at AS "confirmedAt"
FROM subscriber s WHERE s.tenant_id = :tenant AND s.client_id = ANY(:clients) AND s.client_id = $1::uuid ORDER BY s.email LIMIT 1000`

/** One portal with everything that can be set about it. */
export const getPortal = query(
  { action: 'portal.get', can: 'portal.manage', input: z.strictObject({ client: zSlug }) },
  async ({ sql, now }, { client }): Promise<PortalSettings> => {
    const [line] = await sql<PortalLine>(LINES, [now, client])
    if (!line) throw notFound('portal')
    const { clientId } = line
    const [site] = await sql<{ zone: string }>(
      'SELECT s.zone FROM site s WHERE s.tenant_id = :tenant AND s.client_id = $1::uuid ORDER BY s.created_at LIMIT 1',
      [clientId],
    )
    return {
      ...line,
      zone: site?.zone ?? 'UTC',
      stepList: await sql<PortalStep>(STEPS, [clientId]),
      overrideList: (await loadOverrides(sql, now)).filter((each) => each.clientId === clientId),
      subscriberList: await sql<PortalSubscriber>(SUBSCRIBERS, [clientId]),
    }
  },
)
