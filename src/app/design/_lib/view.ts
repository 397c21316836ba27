import type { Template, Values } from '@/ui/i18n/format'
import type { Locale } from '@/ui/i18n/locale'
import type { Messages } from '@/ui/i18n/messages'

/** What every section needs to show itself in a language. */
export interface View {
  locale: Locale
  m: Messages
  f: (template: Template, values: Values) => string
}
