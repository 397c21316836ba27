import { type ImpactFacts, type ImpactReason, reasonsOf } from '@/domain/impact/facts'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'

function words(reason: ImpactReason, zone: string, { m, f, locale }: Viewer): string {
  const t = m.incidentWork.rank
  switch (reason.key) {
    case 'tier': {
      const tier = reason.tier === 1 ? t.tiers.t1 : reason.tier === 2 ? t.tiers.t2 : t.tiers.t3
      return f(t.tier, { tier: reason.tier, words: tier })
    }
    case 'shift_closed':
      return f(t.shift_closed, { at: plantTime(new Date(reason.opensAt), { zone, locale, detail: 'weekday' }) })
    case 'workflows':
    case 'processes':
    case 'clients':
    case 'lines':
    case 'systems':
    case 'orders':
      return f(t[reason.key], { count: reason.count })
    default:
      return t[reason.key]
  }
}

/** Why an incident stands where it stands, in words; what is unknown is among them. */
export function rankWords(facts: ImpactFacts | null, zone: string, viewer: Viewer): string[] {
  return facts ? reasonsOf(facts).map((reason) => words(reason, zone, viewer)) : [viewer.m.incidentWork.rank.none]
}

/** The score people read: 0 to 100. */
export const scoreOf = (rank: number) => Math.round(rank / 10)
