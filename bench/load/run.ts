import { Bodies } from './bodies'
import { closedLoop } from './closed'
import { type Answer, Connection } from './connection'
import type { LoadPlan, LoadResult } from './plan'

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
  return plan.ratePerS === null ? closedLoop(plan) : openLoop(plan, plan.ratePerS)
}

/** A request that finds no free connection waits, and its waiting counts: a slow server cannot hide behind a slow sender. */
function openLoop(plan: LoadPlan, ratePerS: number): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const free = Array.from({ length: plan.connections }, () => new Connection(plan.port, reject))
    const all = [...free]
    const bodies = new Bodies({ host: 'localhost', path: plan.path, key: plan.key }, plan.stream, plan.eventsPerRequest)
    const tally = new Tally()
    const startAt = performance.now()
    const total = Math.round(plan.seconds * ratePerS)
    const waiting: number[] = []
    let due = 0
    let answered = 0
    const send = (connection: Connection, dueAt: number) => {
      connection.send(bodies.next(new Date().toISOString()), (answer) => {
        tally.count(answer, dueAt)
        if (++answered === total) return finish()
        const next = waiting.shift()
        if (next === undefined) free.push(connection)
        else send(connection, next)
      })
    }
    const finish = () => {
      for (const connection of all) connection.close()
      resolve(tally.result())
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
  })
}
