import { IANAZone } from 'luxon'
import { cronOf } from './cron'
import type { Expectation } from './schema'

/** A scheduler's clock may run ahead: a run this much before its slot (at most a quarter of the gap to the next) is for it. */
const EARLY_MS = 60_000
const PATIENCE_MS = 60_000
/** Around a change of summer time the monitored engine has its own rule (standards §3.4). */
const ZONE_WINDOW_MS = 3 * 3_600_000
const ZONE_GRACE_MS = 3_600_000

type Schedule = Pick<Expectation, 'kind' | 'cron' | 'intervalS' | 'zone'>

/**
 * The first due instant strictly after `after`. For cron: in the expectation's zone, by croner's rule for summer time. For an
 * interval `after` is the anchor: the last success, else the creation. Throws for a rule its schema would have refused.
 */
export function nextDue({ kind, cron, intervalS, zone }: Schedule, after: Date): Date {
  if (kind === 'interval') {
    if (!intervalS) throw new TypeError('an interval expectation needs intervalS')
    return new Date(after.getTime() + intervalS * 1000)
  }
  const next = cron === null ? null : cronOf(cron, zone).nextRun(after)
  if (!next) throw new TypeError(`cron "${cron}" is never due after ${after.toISOString()}`)
  return next
}

/** Due instants with from < due <= to, oldest first, at most `max`. An interval counts from `from`. */
export function dueSlots(schedule: Schedule, from: Date, to: Date, max: number): Date[] {
  const slots: Date[] = []
  for (let due = nextDue(schedule, from); due <= to && slots.length < max; due = nextDue(schedule, due)) slots.push(due)
  return slots
}

/** The zone's offset from UTC changes within three hours of the instant. */
export function isNearZoneChange(zone: string, at: Date): boolean {
  const offsets = IANAZone.create(zone)
  return offsets.offset(at.getTime() - ZONE_WINDOW_MS) !== offsets.offset(at.getTime() + ZONE_WINDOW_MS)
}

/** When a slot without success is missed: due + grace, an hour later near a change of summer time. */
export function deadlineOf(expectation: Pick<Expectation, 'graceS' | 'zone'>, due: Date): Date {
  const widened = isNearZoneChange(expectation.zone, due) ? ZONE_GRACE_MS : 0
  return new Date(due.getTime() + expectation.graceS * 1000 + widened)
}

/**
 * When a slot that no run has begun for is late. Runs begin seconds after their slot, not on it: without a minute of patience
 * (a quarter of a short grace) every run would be late for a moment.
 */
export function lateAt({ graceS }: Pick<Expectation, 'graceS'>, due: Date): Date {
  return new Date(due.getTime() + Math.min(PATIENCE_MS, (graceS * 1000) / 4))
}

/**
 * What is due after a run that began (cron) or succeeded (interval) at `at`. Cron counts from the slot the run was for, so
 * drift hides nothing and a late run of an old slot cannot stand for a newer one.
 */
export function dueAfterRun(schedule: Schedule, at: Date): Date {
  const due = nextDue(schedule, at)
  if (schedule.kind === 'interval') return due
  const following = nextDue(schedule, due)
  const early = Math.min(EARLY_MS, (following.getTime() - due.getTime()) / 4)
  return due.getTime() - at.getTime() <= early ? following : due
}
