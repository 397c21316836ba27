import type { MonthStatement } from '@/services/month/statement'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { monthWords } from '../../../_components/words'

/** Where the month stands, and who said so. */
export function sentenceOf({ phase, freeze, figures, asOf }: MonthStatement, { m, f, locale }: Viewer): string {
  const words = m.month.statement
  const when = (at: Date) => plantTime(at, { zone: figures.zone, locale, detail: 'full' })
  if (!freeze) return f(phase === 'open' ? words.open : words.ended, { when: when(asOf) })
  const told = f(words.frozen, { when: when(freeze.frozenAt), name: freeze.frozenBy })
  return freeze.reason ? `${told} ${f(words.early, { reason: freeze.reason })}` : told
}

/** Plain text and ids for the form in the browser. */
export function freezeFacts(
  { client, month, phase, freezableFrom, figures, asOf }: MonthStatement,
  { locale }: Viewer,
) {
  return {
    clientId: client.id,
    client: client.name,
    month,
    monthName: monthWords(month, locale),
    isFrozen: phase === 'frozen',
    earlyUntil: asOf < freezableFrom ? plantTime(freezableFrom, { zone: figures.zone, locale, detail: 'full' }) : null,
  }
}
