import type { Template, Values } from '@/ui/i18n/format'
import type { Locale } from '@/ui/i18n/locale'
import type { Messages } from '@/ui/i18n/messages'

/** What every section needs to show itself in a language. */
export interface View {
  locale: Locale
  m: Messages
  /** set where the same parts stand on the page twice, so that their names differ */
  twin?: string
  f: (template: Template, values: Values) => string
}
