import type { Expectation, ExpectationInput } from '@/domain/expectation/schema'

/** The columns of a rule; the kind it is not stays null. */
export type RuleColumns = Omit<Expectation, 'createdAt'>

/** The columns of a rule as given, or as stored. */
export function columnsOf(rule: ExpectationInput | Expectation): RuleColumns {
  const { kind, zone, graceS, maxDurationS } = rule
  const cron = rule.kind === 'cron' ? rule.cron : null
  const intervalS = rule.kind === 'interval' ? rule.intervalS : null
  return { kind, cron, intervalS, zone, graceS, maxDurationS }
}
