import { addDays, dayNumber } from '@/domain/calendar/day'
import type { ObjectiveWindow } from './schema'
import { addTally, EMPTY_TALLY, subtractTally, type Tally } from './tally'

/** The local days a window is made of on a given day. Both ends belong to it. */
export interface WindowDays {
  fromDay: string
  toDay: string
  /** YYYY-MM-DD, ascending; days still to come included */
  days: string[]
}

function daysBetween(fromDay: string, toDay: string): string[] {
  return Array.from({ length: dayNumber(toDay) - dayNumber(fromDay) + 1 }, (_, index) => addDays(fromDay, index))
}

/** The last day of the month that a day belongs to. */
function monthEnd(day: string): string {
  return new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7), 0)).toISOString().slice(0, 10)
}

/** The window that contains `today` (a local date): its calendar month, or the last so many days with today as the last. */
export function windowOn(window: ObjectiveWindow, today: string): WindowDays {
  const fromDay = window.kind === 'calendar_month' ? `${today.slice(0, 7)}-01` : addDays(today, 1 - window.days)
  const toDay = window.kind === 'calendar_month' ? monthEnd(today) : today
  return { fromDay, toDay, days: daysBetween(fromDay, toDay) }
}

/** A window is full once every one of its days is over and was watched; until then its figure is a figure so far. */
export function isWindowFull({ fromDay, toDay }: WindowDays, facts: { today: string; watchedFrom: string }): boolean {
  return facts.watchedFrom <= fromDay && facts.today >= toDay
}

/** Sums of the last `days` buckets, kept by adding what is new and taking off what leaves. A bucket is set, never added to. */
export class RollingSum {
  private readonly buckets = new Map<number, Tally>()
  private total: Tally = EMPTY_TALLY
  private last: number | null = null

  constructor(private readonly days: number) {}

  /** Sets a day's tally; a later day moves the window on, a day before the window changes nothing. */
  set(day: string, tally: Tally): void {
    const number = dayNumber(day)
    if (number <= this.moveTo(number) - this.days) return
    const before = this.buckets.get(number)
    this.total = addTally(before ? subtractTally(this.total, before) : this.total, tally)
    this.buckets.set(number, tally)
  }

  /** Takes off what leaves; answers with the window's last day. */
  private moveTo(number: number): number {
    const before = this.last ?? number
    this.last = Math.max(before, number)
    for (let expired = before - this.days + 1; expired <= Math.min(before, this.last - this.days); expired++) {
      const tally = this.buckets.get(expired)
      if (!tally) continue
      this.total = subtractTally(this.total, tally)
      this.buckets.delete(expired)
    }
    return this.last
  }

  get sum(): Tally {
    return this.total
  }
}
