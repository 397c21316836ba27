import { Temporal } from 'temporal-polyfill'

const MINUTE = 60_000

/** A minute of UTC with the wall clock of a zone. */
export interface Minute {
  at: number
  /** YYYY-MM-DDTHH:MM */
  wall: string
  day: string
}

const pad = (n: number) => String(n).padStart(2, '0')

/** Asked for the same stretch again and again by random months. */
const kept = new Map<string, Minute[]>()

/** Every minute from one instant to another, each asked of the zone library by itself. */
function minutesOf(zone: string, from: number, to: number): Minute[] {
  const key = `${zone} ${from} ${to}`
  const known = kept.get(key)
  if (known) return known
  const minutes: Minute[] = []
  kept.set(key, minutes)
  for (let at = from; at < to; at += MINUTE) {
    const { year, month, day, hour, minute } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
    const date = `${year}-${pad(month)}-${pad(day)}`
    minutes.push({ at, day: date, wall: `${date}T${pad(hour)}:${pad(minute)}` })
  }
  return minutes
}

/** The zone's wall clock around a month, looked up by text. */
export class WallClock {
  readonly minutes: readonly Minute[]
  private readonly first = new Map<string, number>()
  private readonly last = new Map<string, number>()
  private readonly starts = new Map<string, number>()

  constructor(
    readonly zone: string,
    readonly from: number,
    readonly to: number,
  ) {
    this.minutes = minutesOf(zone, from, to)
    for (const { at, wall, day } of this.minutes) {
      if (!this.first.has(wall)) this.first.set(wall, at)
      if (!this.starts.has(day)) this.starts.set(day, at)
      this.last.set(wall, at)
    }
  }

  /** A wall time that was skipped means the jump: the first minute that reads later. */
  instant(wall: string, which: 'first' | 'last'): number {
    const found = which === 'first' ? this.first.get(wall) : this.last.get(wall)
    if (found !== undefined) return found
    const jump = this.minutes.find((minute) => minute.wall > wall)
    if (!jump) throw new RangeError(`${wall} is outside the oracle's stretch of time`)
    return jump.at
  }

  dayStart(day: string): number {
    const found = this.starts.get(day)
    if (found === undefined) throw new RangeError(`${day} is outside the oracle's stretch of time`)
    return found
  }

  minuteAt(at: number): Minute {
    const minute = this.minutes[Math.floor((at - this.from) / MINUTE)]
    if (!minute) throw new RangeError(`${new Date(at).toISOString()} is outside the oracle's stretch of time`)
    return minute
  }

  dayAt(at: number): string {
    return this.minuteAt(at).day
  }

  /** Minutes that the wall clock is ahead of UTC. */
  offset(at: number): number {
    const { wall, at: minute } = this.minuteAt(at)
    return (Date.parse(`${wall}Z`) - minute) / MINUTE
  }
}

export function nextDay(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** 1 = Monday … 7 = Sunday */
export function weekday(day: string): number {
  return new Date(`${day}T00:00Z`).getUTCDay() || 7
}
