import { LRUCache } from 'lru-cache'
import { nextDue } from '@/domain/expectation/schedule'
import type { Rule } from '@/services/health/facts'
import { BUCKET_MS, type StripWindow } from './cells'

type Schedule = Pick<
  Rule,
  'id' | 'kind' | 'cron' | 'intervalS' | 'zone' | 'createdAt' | 'dueAt' | 'status' | 'spec' | 'plant'
>

/** Schedules repeat between workflows and windows move once a quarter: asking croner anew for each board would cost most of its time. */
const known = new LRUCache<string, Date[]>({ max: 2_000 })

/** The first slot of each quarter of the window: a strip needs no more, however often a rule is due. */
function firstSlots(schedule: Schedule, from: Date, to: Date): Date[] {
  const slots: Date[] = []
  let after = new Date(from.getTime() - 1)
  for (;;) {
    const due = nextDue(schedule, after)
    if (!due || due >= to) return slots
    slots.push(due)
    after = new Date(Math.floor(due.getTime() / BUCKET_MS) * BUCKET_MS + BUCKET_MS - 1)
  }
}

function cronSlots(schedule: Schedule, window: StripWindow): Date[] {
  // Rules that live by a plant's calendar have slots of their own.
  const own = schedule.plant ? schedule.id : ''
  const key = `${window.start.getTime()} ${window.end.getTime()} ${schedule.zone} ${schedule.cron} ${own}`
  const cached = known.get(key)
  if (cached) return cached
  const slots = firstSlots(schedule, window.start, window.end)
  known.set(key, slots)
  return slots
}

/** An interval waits from its last success; while it is overdue nothing further is promised. */
function intervalSlots({ intervalS, dueAt, createdAt }: Schedule, { start, end, now }: StripWindow): Date[] {
  if (!intervalS) return []
  const stepMs = Math.max(intervalS * 1000, BUCKET_MS)
  const slots: Date[] = []
  for (let at = Math.max(start.getTime(), createdAt.getTime()); at <= now.getTime(); at += stepMs)
    slots.push(new Date(at))
  if (dueAt && dueAt > now) for (let at = dueAt.getTime(); at < end.getTime(); at += stepMs) slots.push(new Date(at))
  return slots
}

/** When a rule asks for runs within the window: at most one moment a quarter. A paused rule asks for none. */
export function slotsBetween(rule: Schedule, window: StripWindow): Date[] {
  if (rule.status === 'paused') return []
  if (rule.kind === 'interval') return intervalSlots(rule, window)
  if (rule.kind === 'cron' || rule.kind === 'calendar') return cronSlots(rule, window)
  // What is owed by name has no rhythm: the next one is drawn.
  return rule.dueAt && rule.dueAt >= window.start && rule.dueAt < window.end ? [rule.dueAt] : []
}
