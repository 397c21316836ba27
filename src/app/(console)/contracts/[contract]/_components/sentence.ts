import type { ContractPage } from '@/services/contract/get'
import type { Viewer } from '@/ui/i18n/server'
import { dateWords } from '../../_components/words'

/** What holds now, what comes, and until when. */
export function sentenceOf({ contract, versions }: ContractPage, { m, f, locale }: Viewer): string {
  const words = m.contract.page
  if (contract.phase === 'ended') return words.ended
  const inForce = versions.find(({ phase }) => phase === 'in_force')
  const planned = versions.find(({ phase }) => phase === 'planned')
  const line = (template: string, version: (typeof versions)[number]) =>
    f(template, { number: String(version.number), day: dateWords(version.effectiveFrom, locale) })
  const lines = [...(inForce ? [line(words.inForce, inForce)] : []), ...(planned ? [line(words.planned, planned)] : [])]
  if (contract.endsOn) lines.push(f(m.contract.endsOn, { day: dateWords(contract.endsOn, locale) }))
  return lines.join(' ') || words.draft
}
