import { AppError } from '@/lib/errors'

/** The four moments of an incident that people may correct, earliest first. */
export const TIME_FIELDS = ['impactStartedAt', 'openedAt', 'acknowledgedAt', 'resolvedAt'] as const
export type TimeField = (typeof TIME_FIELDS)[number]

export type IncidentTimes = Record<Exclude<TimeField, 'openedAt'>, Date | null> & { openedAt: Date }

export interface TimeEdit {
  field: TimeField
  before: Date | null
  after: Date | null
}

export type EditedTimes = { times: IncidentTimes; edits: TimeEdit[]; error?: undefined } | { error: AppError }

const NAMES: Record<TimeField, string> = {
  impactStartedAt: 'the start of the impact',
  openedAt: 'the opening',
  acknowledgedAt: 'the acknowledgement',
  resolvedAt: 'the end',
}

const refused = (field: TimeField, detail: string): EditedTimes => ({
  error: new AppError('INVALID', `${field}: ${detail}`, [{ pointer: `/${field}`, detail }]),
})

/** The first moment that lies before one that must come earlier. */
function outOfOrder(times: IncidentTimes): { field: TimeField; after: TimeField } | null {
  const known = TIME_FIELDS.flatMap((field) => {
    const at = times[field]
    return at ? [{ field, at }] : []
  })
  for (const [index, { field, at }] of known.entries()) {
    const before = known[index - 1]
    if (before && before.at > at) return { field, after: before.field }
  }
  return null
}

/**
 * Corrects moments of an incident: impact ≤ opened ≤ acknowledged ≤ resolved ≤ now. Only what has happened can be corrected; the
 * start of the impact may also be named for the first time, or taken back. Fields left out stay.
 */
export function editTimes(
  times: IncidentTimes,
  wanted: Partial<Record<TimeField, Date | null>>,
  now: Date,
): EditedTimes {
  const next: IncidentTimes = { ...times }
  const edits: TimeEdit[] = []
  for (const field of TIME_FIELDS) {
    const after = wanted[field]
    const before = times[field]
    if (after === undefined || after?.getTime() === before?.getTime()) continue
    if (after === null && field !== 'impactStartedAt') return refused(field, 'a recorded moment cannot be taken away')
    if (before === null && field !== 'impactStartedAt') return refused(field, `${NAMES[field]} has not happened yet`)
    if (after && after > now) return refused(field, 'must not lie in the future')
    if (field === 'impactStartedAt') next[field] = after
    else if (after) next[field] = after
    edits.push({ field, before, after })
  }
  const wrong = outOfOrder(next)
  if (wrong) return refused(wrong.field, `must not lie before ${NAMES[wrong.after]}`)
  return { times: next, edits }
}

/**
 * The moments that a contract's clocks count from: an edit never makes a promise better kept than it was recorded. An earlier
 * opening and a later end count; a later opening and an earlier end are told in the story only.
 */
export function clockTimes(
  times: Omit<IncidentTimes, 'impactStartedAt'>,
  recorded: Partial<Record<TimeField, Date | null>>,
): Omit<IncidentTimes, 'impactStartedAt'> {
  const later = (a: Date | null, b: Date | null | undefined) => (a && b && b > a ? b : a)
  const { openedAt } = recorded
  return {
    openedAt: openedAt && openedAt < times.openedAt ? openedAt : times.openedAt,
    acknowledgedAt: later(times.acknowledgedAt, recorded.acknowledgedAt),
    resolvedAt: later(times.resolvedAt, recorded.resolvedAt),
  }
}
