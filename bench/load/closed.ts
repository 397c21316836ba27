import autocannon from 'autocannon'
import { EVENT_BYTES, WORKFLOWS } from './bodies'
import type { LoadPlan, LoadResult } from './plan'

/** What autocannon puts in the place of its mark is this much longer. */
const ID_GROWTH = 33 - '[<id>]'.length

/** Pairs of start and finish in a batch; a lone event is a finish. Ids are new in every request, and so is every run. */
function eventOf(at: number, eventsPerRequest: number): unknown {
  const run = at >> 1
  const event = {
    id: `[<id>]-${at}`,
    workflow: `bench-${String(Math.floor(run + Math.random() * WORKFLOWS) % WORKFLOWS).padStart(2, '0')}`,
    execution: `[<id>]-${run}`,
    type: eventsPerRequest > 1 && at % 2 === 0 ? 'execution.started' : 'execution.succeeded',
    time: new Date().toISOString(),
    durationMs: 1234,
    keys: { order: '4711' },
    measures: { rows: 12 },
    data: { note: '' },
  }
  event.data.note = 'x'.repeat(Math.max(0, EVENT_BYTES - 2 * ID_GROWTH - JSON.stringify(event).length))
  return event
}

/**
 * Closed loop by autocannon, as the published limits were measured: each connection sends when it has its answer. All
 * connections share one body, in which only the ids change.
 */
export async function closedLoop(plan: LoadPlan): Promise<LoadResult> {
  const events = Array.from({ length: plan.eventsPerRequest }, (_, at) => eventOf(at, plan.eventsPerRequest))
  let accepted = 0
  const result = await autocannon({
    url: `http://127.0.0.1:${plan.port}${plan.path}`,
    connections: plan.connections,
    duration: plan.seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${plan.key}` },
    body: JSON.stringify(events.length === 1 ? events[0] : events),
    idReplacement: true,
    setupClient(client) {
      client.on('body', (body) => {
        accepted += Number(/"accepted":(\d+)/.exec(body.toString('latin1'))?.[1] ?? 0)
      })
    },
  })
  const statuses = Object.fromEntries(
    Object.entries(result.statusCodeStats ?? {}).map(([status, { count }]) => [status, count]),
  )
  const { p50, p99, p99_9: p999, max } = result.latency
  const requests = Object.values(statuses).reduce((sum, count) => sum + count, 0)
  return { seconds: result.duration, requests, accepted, statuses, p50, p99, p999, max }
}
