import { Cron } from 'croner'

const CACHE_SIZE = 2_000
const MINUTE_MS = 60_000
const ANSWERS_MAX = 50_000
const parsed = new Map<string, Cron>()
const answers = new Map<string, Map<number, Date | null>>()
let answered = 0

/** Parsed patterns are kept: the same few schedules are asked for on every tick. Throws croner's error for a bad pattern. */
function cronOf(pattern: string, zone: string): Cron {
  const key = `${zone} ${pattern}`
  const known = parsed.get(key)
  if (known) return known
  const cron = new Cron(pattern, { timezone: zone, paused: true, mode: '5-part' })
  if (parsed.size >= CACHE_SIZE) parsed.clear()
  parsed.set(key, cron)
  return cron
}

/**
 * The first time after an instant at which a pattern is due, or null. Patterns name whole minutes, so every instant of a minute
 * has the same answer: it is worked out once. Throws croner's error for a bad pattern.
 */
export function nextRun(pattern: string, zone: string, after: Date): Date | null {
  const key = `${zone} ${pattern}`
  let known = answers.get(key)
  if (!known || answered >= ANSWERS_MAX) {
    if (answered >= ANSWERS_MAX) {
      answers.clear()
      answered = 0
    }
    known = new Map()
    answers.set(key, known)
  }
  const minute = Math.floor(after.getTime() / MINUTE_MS)
  const kept = known.get(minute)
  if (kept !== undefined) return kept && new Date(kept)
  const next = cronOf(pattern, zone).nextRun(new Date(minute * MINUTE_MS))
  known.set(minute, next)
  answered++
  return next && new Date(next)
}

/** Null for a five-field pattern that will ever be due; else what to change. */
export function cronProblem(pattern: string): string | null {
  if (!pattern.startsWith('@') && pattern.trim().split(/\s+/).length !== 5) {
    return 'cron: must have five fields (minute hour day month weekday), e.g. "*/15 6-22 * * 1-5"'
  }
  try {
    const first = new Cron(pattern, { timezone: 'UTC', paused: true, mode: '5-part' }).nextRun(new Date(0))
    return first ? null : 'cron: is never due; no such day exists'
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^Cron\w*: /, '') : String(error)
    return `cron: ${detail}`
  }
}
