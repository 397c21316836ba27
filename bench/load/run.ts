import { Bodies } from './bodies'
import { type Answer, Connection } from './connection'

export interface LoadPlan {
  port: number
  path: string
  key: string
  /** keeps the ids of this run apart from all others */
  stream: string
  connections: number
  eventsPerRequest: number
  seconds: number
  /** requests per second whatever the answers do (open loop); null: each connection sends when it has its answer */
  ratePerS: number | null
}

export interface LoadResult {
  seconds: number
  requests: number
  accepted: number
  /** answers by status */
  statuses: Record<string, number>
  /** milliseconds from the moment a request was due to its answer */
  p50: number
  p99: number
  p999: number
  max: number
}

class Tally {
  private readonly latencies: number[] = []
  private readonly statuses: Record<string, number> = {}
  private accepted = 0
  private readonly startedAt = performance.now()

  count({ status, body }: Answer, dueAt: number): void {
    this.latencies.push(performance.now() - dueAt)
    this.statuses[status] = (this.statuses[status] ?? 0) + 1
    this.accepted += Number(/"accepted":(\d+)/.exec(body)?.[1] ?? 0)
  }

  result(): LoadResult {
    const sorted = Float64Array.from(this.latencies).sort()
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
    const seconds = (performance.now() - this.startedAt) / 1000
    const { accepted, statuses } = this
    return {
      seconds,
      requests: sorted.length,
      accepted,
      statuses,
      p50: at(0.5),
      p99: at(0.99),
      p999: at(0.999),
      max: at(1),
    }
  }
}

/** Loads a server as planned; rejects when a connection is lost. */
export function runLoad(plan: LoadPlan): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const connections = Array.from({ length: plan.connections }, () => new Connection(plan.port, reject))
    const head = { host: 'localhost', path: plan.path, key: plan.key }
    const bodies = new Bodies(head, plan.stream, plan.eventsPerRequest)
    const finish = (tally: Tally) => {
      for (const connection of connections) connection.close()
      resolve(tally.result())
    }
    if (plan.ratePerS === null) closedLoop(plan.seconds, connections, bodies, finish)
    else openLoop(plan.seconds, plan.ratePerS, connections, bodies, finish)
  })
}

function closedLoop(seconds: number, connections: Connection[], bodies: Bodies, finish: (tally: Tally) => void): void {
  const tally = new Tally()
  const endAt = performance.now() + seconds * 1000
  let open = connections.length
  const turn = (connection: Connection) => {
    const dueAt = performance.now()
    if (dueAt >= endAt) {
      if (--open === 0) finish(tally)
      return
    }
    connection.send(bodies.next(new Date().toISOString()), (answer) => {
      tally.count(answer, dueAt)
      turn(connection)
    })
  }
  for (const connection of connections) turn(connection)
}

/** A request that finds no free connection waits, and its waiting counts: a slow server cannot hide behind a slow sender. */
function openLoop(
  seconds: number,
  ratePerS: number,
  free: Connection[],
  bodies: Bodies,
  finish: (tally: Tally) => void,
): void {
  const tally = new Tally()
  const startAt = performance.now()
  const total = Math.round(seconds * ratePerS)
  const waiting: number[] = []
  let due = 0
  let answered = 0
  const send = (connection: Connection, dueAt: number) => {
    connection.send(bodies.next(new Date().toISOString()), (answer) => {
      tally.count(answer, dueAt)
      if (++answered === total) return finish(tally)
      const next = waiting.shift()
      if (next === undefined) free.push(connection)
      else send(connection, next)
    })
  }
  const tick = () => {
    const now = performance.now()
    for (; due < total && startAt + (due * 1000) / ratePerS <= now; due++) {
      const dueAt = startAt + (due * 1000) / ratePerS
      const connection = free.pop()
      if (connection) send(connection, dueAt)
      else waiting.push(dueAt)
    }
    if (due < total) setTimeout(tick, 1)
  }
  tick()
}
