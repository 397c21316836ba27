import type { NavModel } from '@/services/board/nav'
import { viewer } from '@/ui/i18n/server'
import { Glyph } from '@/ui/primitives/glyph'
import { TextLink } from '@/ui/primitives/text-link'
import { dayWords } from './money'

interface Props {
  setUp: NavModel['setUp']
  /** may open the billing page */
  mayPay: boolean
}

/** One line in the frame while the plan threatens set-up: nobody is surprised by a form that does not save. */
export async function SetUpStrip({ setUp, mayPay }: Props) {
  if (!setUp) return null
  const { m, f, locale, zone } = await viewer()
  const words = m.billing.strip
  const { isClosed, closesAt } = setUp
  const at = closesAt ? dayWords(closesAt, locale, zone ?? 'UTC') : ''
  return (
    <aside
      aria-label={words.title}
      className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-1 border-line-2 border-b pb-2 text-12"
    >
      <span className="flex items-center gap-2 font-medium">
        <Glyph kind={isClosed ? 'down' : 'late'} />
        {isClosed ? words.closed : f(words.warned, { at })}
      </span>
      {mayPay ? (
        <TextLink href="/settings/billing">{words.why}</TextLink>
      ) : (
        <span className="text-ink-2">{words.ask}</span>
      )}
    </aside>
  )
}
