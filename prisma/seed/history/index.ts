import { Cron } from 'croner'
import type { DemoPlant, DemoWorkflow } from '../plants/plant'
import type { Random } from './random'
import { runEvents, type SentEvent } from './run-events'

const DAY_MS = 86_400_000
const FULL_DETAIL_MS = DAY_MS
/** Minute-by-minute automations are kept at full rate for two days only: the pictures before that need no more. */
const FINE_DAYS_MS = 2 * DAY_MS
const COARSE_MS = 900_000

/** Runs oftener than its history before `fineSince` shows: nothing may be expected of it that was never sent. */
export function isThinned({ every }: DemoWorkflow): boolean {
  return 'intervalS' in every && every.intervalS * 1000 < COARSE_MS
}

export function fineSince(to: Date): Date {
  return new Date(to.getTime() - FINE_DAYS_MS)
}

/** When the workflow was due in [from, to), in the plant's own zone. */
export function* dueTimes(workflow: DemoWorkflow, zone: string, from: Date, to: Date): Generator<Date> {
  if ('intervalS' in workflow.every) {
    const stepMs = workflow.every.intervalS * 1000
    const coarseMs = Math.max(stepMs, COARSE_MS)
    const fineFrom = fineSince(to).getTime()
    for (let t = Math.ceil(from.getTime() / coarseMs) * coarseMs; t < fineFrom; t += coarseMs) yield new Date(t)
    const start = Math.max(from.getTime(), fineFrom)
    for (let t = Math.ceil(start / stepMs) * stepMs; t < to.getTime(); t += stepMs) yield new Date(t)
    return
  }
  const cron = new Cron(workflow.every.cron, { timezone: zone })
  for (let due = cron.nextRun(from); due !== null && due < to; due = cron.nextRun(due)) yield due
}

/** A bad afternoon now and then: the failures of a workflow come in a row, as they do in plants. */
function badSpells(workflow: DemoWorkflow, from: Date, to: Date, random: Random): { from: number; to: number }[] {
  const days = (to.getTime() - from.getTime()) / DAY_MS
  const count = workflow.failurePpm > 2_000 ? random.whole(1, 3) : random.whole(0, 2)
  return Array.from({ length: count }, () => {
    const start = from.getTime() + random.next() * (days - 2) * DAY_MS
    return { from: start, to: start + random.whole(12, 75) * 60_000 }
  })
}

/** Every event the workflow sent in [from, to): one per run, with start and steps in the last day. */
export function* historyOf(
  plant: DemoPlant,
  workflow: DemoWorkflow,
  from: Date,
  to: Date,
  random: Random,
): Generator<SentEvent> {
  const spells = badSpells(workflow, from, to, random)
  for (const due of dueTimes(workflow, plant.site.zone, from, to)) {
    const startedAt = new Date(due.getTime() + random.whole(0, 3_000))
    const isBad = spells.some((spell) => due.getTime() >= spell.from && due.getTime() < spell.to)
    const outcome = isBad || random.next() * 1e6 < workflow.failurePpm ? 'failed' : 'succeeded'
    const detail = to.getTime() - due.getTime() < FULL_DETAIL_MS ? 'full' : 'brief'
    const events = runEvents(workflow, { startedAt, outcome, detail }, random)
    yield* events
    const end = events.at(-1)
    if (outcome === 'failed' && !isBad && end) {
      const retryAt = new Date(new Date(end.time).getTime() + 60_000)
      yield* runEvents(
        workflow,
        { startedAt: retryAt, outcome: 'succeeded', attempt: 2, execution: end.execution ?? undefined, detail },
        random,
      )
    }
  }
}
