import type { ReportPage } from '@/services/report/get'
import { composeReport } from '@/ui/report/compose'
import type { ReportDoc } from '@/ui/report/doc'

/** The report as it is now, in one language. */
export function docOf(report: ReportPage, locale: 'en' | 'de'): ReportDoc {
  const { model, note, risks, actions, releasedAt, releasedBy } = report
  const released = releasedAt && releasedBy ? { at: releasedAt, by: releasedBy } : null
  return composeReport({ model, words: { note, risks, actions }, released }, locale)
}
