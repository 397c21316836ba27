import type { IncidentKind } from '@/domain/incident/schema'
import type { Sql } from '@/infra/db'
import { senderOf } from '@/infra/mailer'
import { notFound } from '@/lib/errors'
import { mailBrand } from '~/emails/_components/brand'
import type { IncidentFacts } from '~/emails/_components/incident'
import { type MailLocale, mailLocale } from '~/emails/_components/words'
import { originOfPartner, pages } from '../links'

interface Row {
  number: number
  kind: IncidentKind
  status: 'open' | 'acknowledged' | 'resolved'
  title: string
  clientId: string
  client: string
  workflow: string
  key: string
  tier: number
  site: { name: string; city: string; zone: string } | null
  impactNote: string | null
  openedAt: Date
  detectedAt: Date
  resolvedAt: Date | null
  resolvedBy: string | null
  resolution: string | null
  brandName: string
  brandColor: string
  mailFrom: string | null
  locale: string
}

const READ = `
SELECT i.number, i.kind, i.status, i.title, i.client_id AS "clientId", c.name AS client, w.name AS workflow, w.key, w.tier,
  CASE WHEN s.id IS NOT NULL THEN json_build_object('name', s.name, 'city', s.city, 'zone', s.zone) END AS site,
  i.impact_note AS "impactNote", i.opened_at AS "openedAt", i.detected_at AS "detectedAt", i.resolved_at AS "resolvedAt",
  i.resolved_by AS "resolvedBy", i.resolution, p.brand_name AS "brandName", p.brand_color AS "brandColor", p.mail_from AS "mailFrom", p.locale
FROM incident i
JOIN partner p ON p.tenant_id = i.tenant_id
JOIN client c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
JOIN workflow w ON w.tenant_id = i.tenant_id AND w.id = i.workflow_id
LEFT JOIN site s ON s.tenant_id = i.tenant_id AND s.id = i.site_id
WHERE i.tenant_id = :tenant AND i.id = $1`

/** An incident as its mails tell it; the reader's language comes later. */
export interface IncidentStory {
  facts: Omit<IncidentFacts, 'locale' | 'title'>
  /** in the partner's language */
  title: string
  from: string
  clientId: string
  status: Row['status']
  resolvedAt: Date | null
  resolvedBy: string | null
  resolution: string | null
  partnerLocale: string
}

/** The product itself ended it. */
const SYSTEM = 'system'

export async function loadStory(sql: Sql, incidentId: string): Promise<IncidentStory> {
  const [row] = await sql<Row>(READ, [incidentId])
  if (!row) throw notFound('incident')
  const { number, kind, title, client, site, impactNote, openedAt, detectedAt } = row
  return {
    facts: {
      brand: mailBrand(row.brandName, row.brandColor),
      kind,
      number: `INC-${number}`,
      workflow: { name: row.workflow, key: row.key, tier: row.tier },
      client,
      site,
      impactNote,
      openedAt,
      detectedAt,
      url: pages.incident(await originOfPartner(sql), number),
    },
    title,
    from: senderOf(row.brandName, row.mailFrom),
    clientId: row.clientId,
    status: row.status,
    resolvedAt: row.resolvedAt,
    resolvedBy: row.resolvedBy === SYSTEM ? null : row.resolvedBy,
    resolution: row.resolution,
    partnerLocale: row.locale,
  }
}

/** The story for one reader. */
export function factsFor({ facts, title, partnerLocale }: IncidentStory, locale: MailLocale): IncidentFacts {
  return { ...facts, locale, title: mailLocale(partnerLocale) === locale ? title : null }
}
