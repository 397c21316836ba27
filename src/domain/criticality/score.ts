import { FAMILIES, type Family, QUESTION_KEYS, QUESTIONS, type Question } from './questions'

export type Answers = Record<Question, number>
export type Tier = 1 | 2 | 3 | 4

/** What a family's points count: a plant that stands and a wrong release weigh most. */
const WEIGHT: Record<Family, number> = {
  production_continuity: 3,
  quality_compliance: 3,
  integration_efficiency: 1,
  customer_lifecycle: 2,
  scalability: 1,
}

/** Weighted points (0–60) from which a tier begins. */
const FROM = { 1: 36, 2: 24, 3: 12 } as const

export type Reason =
  /** it stops the plant within the hour and nobody has practised another way */
  | 'stops_without_fallback'
  /** it decides a release and a wrong result would get out */
  | 'releases_undetected'
  /** one answer alone is as bad as can be: it cannot be less than tier 2 */
  | 'one_worst_answer'
  | 'points'

export interface Assessment {
  tier: Tier
  reason: Reason
  /** 0–60 */
  points: number
  /** per family, weighted; they add up to `points` */
  families: Record<Family, number>
}

function familyPoints(answers: Answers, family: Family): number {
  const own = QUESTION_KEYS.filter((question) => QUESTIONS[question] === family)
  return own.reduce((sum, question) => sum + answers[question], 0) * WEIGHT[family]
}

function tierByPoints(points: number): Tier {
  if (points >= FROM[1]) return 1
  if (points >= FROM[2]) return 2
  return points >= FROM[3] ? 3 : 4
}

/** Tier 1 (the plant stops with it) to 4 (comfort), with the rule that decided and what each family added to it. */
export function assess(answers: Answers): Assessment {
  const families = Object.fromEntries(FAMILIES.map((family) => [family, familyPoints(answers, family)])) as Record<
    Family,
    number
  >
  const points = Object.values(families).reduce((sum, each) => sum + each, 0)
  const byPoints = tierByPoints(points)
  const rest = { points, families }
  if (byPoints === 1) return { tier: 1, reason: 'points', ...rest }
  if (answers.stop === 3 && answers.fallback >= 2) return { tier: 1, reason: 'stops_without_fallback', ...rest }
  if (answers.record === 3 && answers.detection >= 2) return { tier: 1, reason: 'releases_undetected', ...rest }
  const isWorst = answers.stop === 3 || answers.record === 3 || answers.promise === 3
  if (isWorst && byPoints > 2) return { tier: 2, reason: 'one_worst_answer', ...rest }
  return { tier: byPoints, reason: 'points', ...rest }
}

export interface Proposal {
  objectivePpm: number | null
  /** who hears of a failure, and when */
  alerting: 'at_once' | 'in_shift' | 'next_day' | 'digest'
  /** people who must say yes to a change */
  quorum: number
  /** how long runs and approvals are kept */
  retentionDays: number
}

const BY_TIER: Record<Tier, Proposal> = {
  1: { objectivePpm: 999_000, alerting: 'at_once', quorum: 2, retentionDays: 1_095 },
  2: { objectivePpm: 995_000, alerting: 'in_shift', quorum: 1, retentionDays: 730 },
  3: { objectivePpm: 990_000, alerting: 'next_day', quorum: 1, retentionDays: 365 },
  4: { objectivePpm: null, alerting: 'digest', quorum: 1, retentionDays: 90 },
}

const RECORD_YEARS_DAYS = 3_650

/** What follows from a tier; part of a regulated record is kept ten years whatever the tier. */
export function proposalOf(tier: Tier, answers: Pick<Answers, 'record'>): Proposal {
  const proposal = BY_TIER[tier]
  return answers.record >= 2 ? { ...proposal, retentionDays: RECORD_YEARS_DAYS } : proposal
}
