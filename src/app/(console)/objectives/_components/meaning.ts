import type { PromiseMeaning } from '@/domain/objective/promise'
import type { Template, Values } from '@/ui/i18n/format'
import type { Messages } from '@/ui/i18n/messages'

interface Words {
  t: Messages['promise']['meaning']
  f: (template: Template, values: Values) => string
  locale: string
}

/** What a target means, said before it is promised: misses allowed, what one failure does, whether it can be proven. */
export function meaningSentences(meaning: PromiseMeaning, { t, f, locale }: Words): string[] {
  const { volume, allowedBad, oneBreaksBelow, provableFrom } = meaning
  const factor = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value)
  const lines: string[] = []
  if (volume === null) lines.push(t.unknown)
  else {
    const words = new Intl.NumberFormat(locale).format(volume)
    lines.push(f(t.allowed, { volume: words, count: allowedBad ?? 0 }))
  }
  if (oneBreaksBelow === null) lines.push(t.oneTooManyAlways)
  else lines.push(f(meaning.isOneTooMany ? t.oneTooMany : t.fine, { below: oneBreaksBelow }))
  if (provableFrom === null) lines.push(t.notProvableEver)
  else lines.push(meaning.isProvable ? t.provable : f(t.notProvable, { from: provableFrom }))
  if (meaning.isLowTraffic) lines.push(t.lowTraffic)
  lines.push(...meaning.refusedFactors.map((value) => f(t.refused, { factor: factor(value) })))
  return lines
}
