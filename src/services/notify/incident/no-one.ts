import type { EscalationAct } from '@/domain/escalation/step'
import { fill, mailLocale, mailWords } from '~/emails/_components/words'

/** The internal note of a turn that found nobody, in the partner's language; null when everybody was there. */
export function noOneWords(partnerLocale: string, acts: readonly EscalationAct[], isDefault: boolean): string | null {
  const missing = acts.flatMap((act) => (act.kind === 'no_one' ? [act.step + 1] : []))
  if (missing.length === 0) return null
  const words = mailWords(mailLocale(partnerLocale)).incident
  if (isDefault) return words.noOneOnDuty
  const areOwnersTold = acts.some(({ kind }) => kind === 'owners_told')
  return fill(areOwnersTold ? words.noOneOnCallOwners : words.noOneOnCall, { step: missing.join(', ') })
}
