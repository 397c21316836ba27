import type { IncidentTitle } from '@/domain/incident/open'

/** Titles are data: written once, in the partner's language, and found again by search. */
const WORDS = {
  en: {
    'incident.title.failed': '{workflow} failed',
    'incident.title.missed': '{workflow} did not happen',
    'incident.title.overrun': '{workflow} is running too long',
    at: ' at {step}',
  },
  de: {
    'incident.title.failed': '{workflow} ist fehlgeschlagen',
    'incident.title.missed': '{workflow} ist ausgeblieben',
    'incident.title.overrun': '{workflow} läuft zu lange',
    at: ' bei {step}',
  },
} as const

/** "Delivery notices failed at Map shipment", in the partner's language. */
export function titleWords({ key, params }: IncidentTitle, locale: string): string {
  const words = locale === 'de' ? WORDS.de : WORDS.en
  const title = words[key].replace('{workflow}', () => params.workflow)
  return params.step ? title + words.at.replace('{step}', () => params.step ?? '') : title
}
