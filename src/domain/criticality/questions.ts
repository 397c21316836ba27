/** The five families of the interview (seed S43–S47, S52). */
export const FAMILIES = [
  'production_continuity',
  'quality_compliance',
  'integration_efficiency',
  'customer_lifecycle',
  'scalability',
] as const
export type Family = (typeof FAMILIES)[number]

/** Rises when a question or its meaning changes; answers of another edition are not compared. */
export const EDITION = 1

/** Two questions per family, each answered 0 (does not matter) to 3 (cannot be worse); the words stand in the catalogue. */
export const QUESTIONS = {
  stop: 'production_continuity',
  fallback: 'production_continuity',
  record: 'quality_compliance',
  detection: 'quality_compliance',
  dependants: 'integration_efficiency',
  rework: 'integration_efficiency',
  promise: 'customer_lifecycle',
  notice: 'customer_lifecycle',
  shared: 'scalability',
  growth: 'scalability',
} as const satisfies Record<string, Family>
export type Question = keyof typeof QUESTIONS
export const QUESTION_KEYS = Object.keys(QUESTIONS) as Question[]

export const MAX_ANSWER = 3
