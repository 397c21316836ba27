import { setTimeout as sleep } from 'node:timers/promises'
import { dueTimes } from '~/prisma/seed/history'
import { type Random, seededRandom } from '~/prisma/seed/history/random'
import { runEvents, type SentEvent } from '~/prisma/seed/history/run-events'
import type { DemoPlant, DemoWorkflow } from '~/prisma/seed/plants/plant'
import { ping, send } from './sender'
import { sceneOf, stormRuns } from './story'

export interface SimulatedClient {
  plant: DemoPlant
  apiKey: string
  /** workflows that only ping, by key */
  pingUrls: Record<string, string>
}

interface Queued {
  at: number
  client: SimulatedClient
  event: SentEvent
}

const TICK_MS = 500
const DUPLICATE_SHARE = 0.04
const SWAPPED_SHARE = 0.03
const LATE_SHARE = 0.01
const LIVE_FAILURE_FACTOR = 4
const LONGEST_RUN_MS = 90_000
/** Whose ERP stops answering at minute five. */
const STORMY_PLANT = 'brueckner'
const STORM_RUN_MS = 2_000

/** Plant traffic through the public API: failures, late runs, retries, duplicates and shuffled arrivals. */
export async function simulate(
  baseUrl: string,
  clients: readonly SimulatedClient[],
  signal: AbortSignal,
): Promise<void> {
  const startedAt = Date.now()
  const random = seededRandom(startedAt & 0xffff)
  let queue: Queued[] = []
  let planned = startedAt
  while (!signal.aborted) {
    const now = Date.now()
    queue.push(...planRuns(clients, { from: planned, to: now, startedAt }, random))
    planned = now
    const due = queue.filter((item) => item.at <= now)
    queue = queue.filter((item) => item.at > now)
    await Promise.all(clients.map((client) => flush(baseUrl, client, due, signal)))
    await sleep(TICK_MS, undefined, { signal }).catch(() => undefined)
  }
}

function planRuns(
  clients: readonly SimulatedClient[],
  span: { from: number; to: number; startedAt: number },
  random: Random,
): Queued[] {
  const queued: Queued[] = []
  for (const client of clients) {
    for (const workflow of client.plant.workflows) {
      for (const due of dueTimes(workflow, client.plant.site.zone, new Date(span.from), new Date(span.to))) {
        const scene = sceneOf(workflow.key, due.getTime() - span.startedAt)
        if (scene !== 'silent') queued.push(...planRun(client, workflow, due, { fails: scene === 'fails', random }))
      }
      if (client.plant.slug === STORMY_PLANT) queued.push(...planStorm(client, workflow, span, random))
    }
  }
  return queued
}

/** Short runs that all say the same, until the ERP is back. */
function planStorm(
  client: SimulatedClient,
  workflow: DemoWorkflow,
  span: { from: number; to: number; startedAt: number },
  random: Random,
): Queued[] {
  return stormRuns(workflow.key, span).flatMap(({ at, error }) => {
    const hit = { ...workflow, medianMs: STORM_RUN_MS, error: error ?? workflow.error }
    const outcome = error ? 'failed' : 'succeeded'
    const events = runEvents(hit, { startedAt: at, outcome, detail: 'full' }, random)
    return events.map((event) => ({ at: Date.parse(event.time), event, client }))
  })
}

function planRun(
  client: SimulatedClient,
  workflow: DemoWorkflow,
  due: Date,
  how: { fails: boolean; random: Random },
): Queued[] {
  const { random } = how
  const lateMs = random.next() < LATE_SHARE ? workflow.graceS * 600 : random.whole(0, 2_000)
  const isFailing = how.fails || random.next() * 1e6 < workflow.failurePpm * LIVE_FAILURE_FACTOR
  const plan = {
    startedAt: new Date(due.getTime() + lateMs),
    outcome: isFailing ? 'failed' : 'succeeded',
    detail: 'full',
  } as const
  const quick = { ...workflow, medianMs: Math.min(workflow.medianMs, LONGEST_RUN_MS) }
  const events = runEvents(quick, plan, random)
  const end = events.at(-1)
  if (isFailing && !how.fails && end) {
    const retryAt = new Date(Date.parse(end.time) + random.whole(20_000, 60_000))
    events.push(
      ...runEvents(
        quick,
        { ...plan, startedAt: retryAt, outcome: 'succeeded', attempt: 2, execution: end.execution ?? undefined },
        random,
      ),
    )
  }
  return arrivals(events, random).map(({ at, event }) => ({ at, event, client }))
}

/** How events really arrive: mostly in order, sometimes twice, sometimes the end before the start. */
function arrivals(events: readonly SentEvent[], random: Random): { at: number; event: SentEvent }[] {
  const isSwapped = random.next() < SWAPPED_SHARE
  const last = Math.max(...events.map((event) => Date.parse(event.time)))
  return events.flatMap((event, i) => {
    const at = isSwapped && i === 0 ? last + 1_500 : Date.parse(event.time)
    return random.next() < DUPLICATE_SHARE
      ? [
          { at, event },
          { at: at + 2_000, event },
        ]
      : [{ at, event }]
  })
}

async function flush(
  baseUrl: string,
  client: SimulatedClient,
  due: readonly Queued[],
  signal: AbortSignal,
): Promise<void> {
  const mine = due.filter((item) => item.client === client).map((item) => item.event)
  const pings = mine.filter(
    (event) =>
      event.workflow in client.pingUrls && event.type.startsWith('execution.') && event.type !== 'execution.started',
  )
  const events = mine.filter((event) => !(event.workflow in client.pingUrls))
  if (events.length > 0) await send(baseUrl, client.apiKey, events, signal)
  for (const event of pings) {
    const url = client.pingUrls[event.workflow]
    if (url) await ping(event.type === 'execution.failed' ? `${url}/fail` : url, signal)
  }
}
