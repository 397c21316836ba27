import type { IncidentTitle } from '@/domain/incident/open'

/** Titles are data: written once, in the partner's language, and found again by search. */
const WORDS = {
  en: {
    'incident.title.failed': '{workflow} failed',
    'incident.title.missed': '{workflow} did not happen',
    'incident.title.overrun': '{workflow} is running too long',
    'incident.title.violated': '{workflow} ran, but not as promised: {assertion}',
    'incident.title.flapping': '{workflow} keeps failing and recovering',
    at: ' at {step}',
    ref: ' for {ref}',
    actual: ' (was {actual})',
    untold: ' (not told)',
  },
  de: {
    'incident.title.failed': '{workflow} ist fehlgeschlagen',
    'incident.title.missed': '{workflow} ist ausgeblieben',
    'incident.title.overrun': '{workflow} läuft zu lange',
    'incident.title.violated': '{workflow} lief, aber nicht wie zugesagt: {assertion}',
    'incident.title.flapping': '{workflow} fällt immer wieder aus und erholt sich',
    at: ' bei {step}',
    ref: ' für {ref}',
    actual: ' (war {actual})',
    untold: ' (nicht gemeldet)',
  },
} as const

/** "Delivery notices failed at Map shipment", in the partner's language. */
export function titleWords({ key, params }: IncidentTitle, locale: string): string {
  const words = locale === 'de' ? WORDS.de : WORDS.en
  const { workflow, assertion = '', actual, step, ref } = params
  const title = words[key].replace('{workflow}', () => workflow).replace('{assertion}', () => assertion)
  if (key === 'incident.title.violated') {
    return title + (actual === undefined ? words.untold : words.actual.replace('{actual}', () => actual))
  }
  if (ref !== undefined) return title + words.ref.replace('{ref}', () => ref)
  return step === undefined ? title : title + words.at.replace('{step}', () => step)
}
