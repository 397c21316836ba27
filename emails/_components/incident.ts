import type { IncidentKind } from '@/domain/incident/schema'
import type { MailBrand } from './brand'
import type { MailLocale } from './words'

/** What every mail about an incident knows. Instants are shown on the plant's clock. */
export interface IncidentFacts {
  brand: MailBrand
  locale: MailLocale
  kind: IncidentKind
  /** as people say it: INC-2041 */
  number: string
  /** as it is stored; null when that is not the reader's language */
  title: string | null
  workflow: { name: string; key: string; tier: number }
  client: string
  /** null while nobody has said which plant it belongs to: times are UTC then */
  site: { name: string; city: string; zone: string } | null
  impactNote: string | null
  openedAt: Date
  detectedAt: Date
  url: string
}

/** "Hamburg, Werk 1" and the client beneath it; without a plant the client alone. */
export function place({ site, client }: IncidentFacts): { value: string; detail: string | null } {
  return site
    ? { value: client, detail: [site.name, site.city].filter((part, i, all) => all.indexOf(part) === i).join(', ') }
    : { value: client, detail: null }
}

export function zoneOf({ site }: IncidentFacts): string {
  return site?.zone ?? 'UTC'
}
