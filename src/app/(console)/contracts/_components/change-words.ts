import type { TermChange } from '@/domain/contract/diff'
import type { Messages } from '@/ui/i18n/messages'
import { moneyWords, ppmWords } from './words'

interface Names {
  contract: Messages['contract']
  promise: Messages['promise']
  locale: string
  currency: string
  objectiveName: (id: string) => string
}

const SECONDS = new Set(['responseS', 'updateS', 'resolveS'])
const PPM = new Set(['targetPpm', 'sharePpm', 'below'])
const PERCENT = new Set(['pct', 'capPct', 'clocks_atRiskPct'])

/** What a path is called: `clocks.tiers.1.responseS` → "Tier 1: response". */
function nameOf(path: string, names: Names): string {
  const { terms, page } = names.contract
  const parts = path.split('.')
  const last = parts.at(-1) ?? ''
  const word = (key: string) => terms[key as keyof typeof terms] ?? key
  if (parts[0] === 'objectives') {
    const inner = parts[2] === 'creditTiers' ? word('creditTiers') : word(last)
    return `${names.objectiveName(parts[1] ?? '')}: ${inner}`
  }
  if (parts[0] === 'clocks' && parts[1] === 'tiers')
    return `${page.tier.replace('{tier}', parts[2] ?? '')}: ${word(last)}`
  if (parts[0] === 'creditTiers') {
    const step = ppmWords(Number((parts[1] ?? '').replace('below', '')), names.locale)
    return `${word('creditTiers')} < ${step} %: ${word(last)}`
  }
  if (parts[0] === 'pauses' && parts[1] === 'reasons') return word('pauses_reasons')
  return word(parts.length > 1 ? `${parts[0]}_${parts[1]}` : last)
}

function wordsOf(path: string, value: TermChange['before'], names: Names): string {
  const { terms } = names.contract
  if (value === null) return terms.none
  const parts = path.split('.')
  const last = parts.at(-1) ?? ''
  if (last === 'objectiveId' || last === 'tier') return terms.yes
  if (parts[1] === 'reasons')
    return names.promise.clocks.pauseReasons[value as keyof Messages['promise']['clocks']['pauseReasons']]
  if (typeof value === 'string') {
    const counts = names.contract.editor.counts
    const times = names.contract.editor.times
    return { ...counts, ...times }[value as 'out' | 'in' | 'plant' | 'always'] ?? value
  }
  if (last === 'feeMinor') return moneyWords(value, names.currency, names.locale)
  if (SECONDS.has(last)) return `${new Intl.NumberFormat(names.locale).format(value / 60)} min`
  if (PPM.has(last)) return `${ppmWords(value, names.locale)} %`
  if (PERCENT.has(last) || PERCENT.has(`${parts[0]}_${last}`)) return `${value} %`
  return new Intl.NumberFormat(names.locale).format(value)
}

/** A change in words: what, before, after. Twins of a change (a whole objective that came or went) are left to its first line. */
export function changeWords(
  changes: readonly TermChange[],
  names: Names,
): { key: string; name: string; before: string; after: string }[] {
  return changes
    .filter(({ path }) => !/^creditTiers\..*\.below$/.test(path))
    .map(({ path, before, after }) => ({
      key: path,
      name: nameOf(path, names),
      before: wordsOf(path, before, names),
      after: wordsOf(path, after, names),
    }))
}
