import type { MonthStatement } from '@/services/month/statement'
import type { Viewer } from '@/ui/i18n/server'

/** What every part of a statement gets. */
export interface PartProps {
  data: MonthStatement
  viewer: Viewer
}
