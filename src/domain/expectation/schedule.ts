import { afterOpenMs } from '../calendar/elapsed'
import { isOpen } from '../calendar/expand'
import { explainMinute } from '../calendar/explain'
import { offsetMs } from '../calendar/zone'
import { nextAnchor } from './anchor'
import { nextRun } from './cron'
import type { Expectation } from './schema'

/** A scheduler's clock may run ahead: a run this much before its slot (at most a quarter of the gap to the next) is for it. */
const EARLY_MS = 60_000
const PATIENCE_MS = 60_000
/** Around a change of summer time the monitored engine has its own rule (standards §3.4). */
const ZONE_WINDOW_MS = 3 * 3_600_000
const ZONE_GRACE_MS = 3_600_000
/** A rule whose slots all fall outside open time is not due within reach. */
const MAX_SKIPS = 2_000

export type Schedule = Pick<Expectation, 'kind' | 'cron' | 'intervalS' | 'zone' | 'spec' | 'plant'>

const atOrAfter = (plant: NonNullable<Schedule['plant']>, at: Date) => {
  const opened = afterOpenMs(plant, at, 1)
  return opened && new Date(opened.getTime() - 1)
}

/**
 * The first slot strictly after `after`, whether anything is owed then or not; null = none within reach. For cron: in the
 * expectation's zone, by croner's rule for summer time. For an interval `after` is the anchor: the last success, else the
 * creation; restricted to the plant's calendar it runs in open time. Slots owed by name are not the rule's to know.
 */
export function nextSlot({ kind, cron, intervalS, zone, spec, plant }: Schedule, after: Date): Date | null {
  if (kind === 'interval') {
    if (!intervalS) throw new TypeError('an interval expectation needs intervalS')
    const ms = intervalS * 1000
    return spec.calendar === 'plant' && plant ? afterOpenMs(plant, after, ms) : new Date(after.getTime() + ms)
  }
  if (kind === 'calendar') return spec.at && plant ? nextAnchor(spec.at, plant, after) : null
  if (kind !== 'cron') return null
  const next = cron === null ? null : nextRun(cron, zone, after)
  if (!next) throw new TypeError(`cron "${cron}" is never due after ${after.toISOString()}`)
  return next
}

/** The zone's offset from UTC changes within three hours of the instant. */
export function isNearZoneChange(zone: string, at: Date): boolean {
  return offsetMs(zone, at.getTime() - ZONE_WINDOW_MS) !== offsetMs(zone, at.getTime() + ZONE_WINDOW_MS)
}

/**
 * Why nothing is owed at a slot, or null: the plant is closed (with the calendar's rule), or the night of a change of summer
 * time, when the monitored engine may run none, one or two times.
 */
export function excuseOf({ kind, zone, spec, plant }: Schedule, due: Date): string | null {
  if (kind !== 'interval' && spec.calendar === 'plant' && plant && !isOpen(plant, due)) {
    const { rule } = explainMinute(plant, due)
    return ['closed', rule.kind, rule.name].filter(Boolean).join(':')
  }
  const isWallClock = kind === 'cron' || kind === 'calendar'
  return isWallClock && isNearZoneChange(zone, due) ? 'zone_change' : null
}

/** The first slot strictly after `after` at which something is owed; null = none within reach. */
export function nextDue(schedule: Schedule, after: Date): Date | null {
  let due = nextSlot(schedule, after)
  for (let skips = 0; due && skips < MAX_SKIPS; skips++) {
    if (excuseOf(schedule, due) === null) return due
    const { plant, spec, kind } = schedule
    const isClosed = kind === 'cron' && spec.calendar === 'plant' && plant && !isOpen(plant, due)
    const opens = isClosed ? atOrAfter(plant, due) : due
    due = opens && nextSlot(schedule, isClosed ? new Date(opens.getTime() - 1) : opens)
  }
  return null
}

/** Owed instants with from < due <= to, oldest first, at most `max`. An interval counts from `from`. */
export function dueSlots(schedule: Schedule, from: Date, to: Date, max: number): Date[] {
  const slots: Date[] = []
  for (let due = nextDue(schedule, from); due && due <= to && slots.length < max; due = nextDue(schedule, due))
    slots.push(due)
  return slots
}

/** When a slot without success is missed: due + grace (in open time if so agreed), an hour later near a change of summer time. */
export function deadlineOf(expectation: Pick<Expectation, 'graceS' | 'zone' | 'spec' | 'plant'>, due: Date): Date {
  const { graceS, zone, spec, plant } = expectation
  const widened = isNearZoneChange(zone, due) ? ZONE_GRACE_MS : 0
  const inPlant = spec.graceClock === 'plant' && plant ? afterOpenMs(plant, due, graceS * 1000) : null
  return new Date((inPlant?.getTime() ?? due.getTime() + graceS * 1000) + widened)
}

/**
 * When a slot that no run has begun for is late. Runs begin seconds after their slot, not on it: without a minute of patience
 * (a quarter of a short grace) every run would be late for a moment.
 */
export function lateAt({ graceS }: Pick<Expectation, 'graceS'>, due: Date): Date {
  return new Date(due.getTime() + Math.min(PATIENCE_MS, (graceS * 1000) / 4))
}

/** When a slot that no run has begun for is missed by the start clock, or null without one. */
export function startBy({ spec }: Pick<Expectation, 'spec'>, due: Date): Date | null {
  return spec.startS === null ? null : new Date(due.getTime() + spec.startS * 1000)
}

/** How much before a slot a run is already for it, in milliseconds. */
export function earlyMs(due: Date, following: Date | null): number {
  return following ? Math.min(EARLY_MS, (following.getTime() - due.getTime()) / 4) : EARLY_MS
}

/**
 * What is due after a run that began (cron, calendar) or succeeded (interval) at `at`; null = nothing within reach. Slots count
 * from the one the run was for, so drift hides nothing and a late run of an old slot cannot stand for a newer one.
 */
export function dueAfterRun(schedule: Schedule, at: Date): Date | null {
  const due = nextDue(schedule, at)
  if (schedule.kind === 'interval' || !due) return due
  const following = nextDue(schedule, due)
  return due.getTime() - at.getTime() <= earlyMs(due, following) ? following : due
}
