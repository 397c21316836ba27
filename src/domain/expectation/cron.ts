import { Cron } from 'croner'
import { IANAZone } from 'luxon'

const CACHE_SIZE = 2_000
const parsed = new Map<string, Cron>()

/** True for an IANA name this runtime knows. Offsets such as "+02:00" are refused: they know no summer time. */
export function isZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone)
}

/** Parsed patterns are kept: the same few schedules are asked for on every tick. Throws croner's error for a bad pattern. */
export function cronOf(pattern: string, zone: string): Cron {
  const key = `${zone} ${pattern}`
  const known = parsed.get(key)
  if (known) return known
  const cron = new Cron(pattern, { timezone: zone, paused: true, mode: '5-part' })
  if (parsed.size >= CACHE_SIZE) parsed.clear()
  parsed.set(key, cron)
  return cron
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
