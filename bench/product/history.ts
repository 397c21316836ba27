import pg from 'pg'
import { env } from '@/env'
import { getBoard } from '@/services/board/get'
import { pageExecutions } from '@/services/record/executions'
import { getDurations } from '@/services/rollup/durations'
import { rollUp } from '@/services/rollup/settle'
import { getWorkflow } from '@/services/workflow/get'
import { castClient, castPartner, machine, type UserCaller } from '@/testing/cast'
import { HISTORY_ZONE, type History, makeHistory } from '@/testing/scale/history'

/** Milliseconds, and what they were measured at. */
export interface HistoryMeasured {
  small: SizeMeasured
  large: SizeMeasured
}

export interface SizeMeasured {
  executions: number
  /** seconds the worker took to count hours and days of all runs */
  settleS: number
  /** the slowest statement of board and workflow page: p95 */
  b9: number
  b9Slowest: string
  /** whole pages, for the reader: p95 */
  boardMs: number
  workflowMs: number
  b10: number
  partitions: number
  b11: number
  /** percentile_cont over the same runs */
  rawMs: number
  /** greatest relative error of p50, p95 and p99 of 40 workflows */
  worstError: number
}

const CALLS = 150
const WARM = 20

/** Nearest rank. */
const p95 = (values: number[]) => values.sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN

async function timed(calls: number, work: (call: number) => Promise<unknown>): Promise<number> {
  for (let call = 0; call < WARM; call++) await work(call)
  const times: number[] = []
  for (let call = 0; call < calls; call++) {
    const from = performance.now()
    await work(call)
    times.push(performance.now() - from)
  }
  return p95(times)
}

/** p95 of each statement that `work` sends, by its text: at the client, so the way to the server and back is in it. */
async function perStatement(work: () => Promise<unknown>): Promise<Map<string, number>> {
  const times = new Map<string, number[]>()
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : ''
    const from = performance.now()
    const sent = Reflect.apply(original, this, args) as unknown as Promise<unknown>
    if (!/^\s*(SELECT|WITH)/.test(text) || text.includes('set_config')) return sent
    return sent.then((result) => {
      times.set(text, [...(times.get(text) ?? []), performance.now() - from])
      return result
    })
  } as typeof original
  try {
    await work()
  } finally {
    pg.Client.prototype.query = original
  }
  return new Map([...times].map(([text, list]) => [text, p95(list)]))
}

interface Plant {
  ada: UserCaller
  clientId: string
  history: History
}

const board = ({ ada }: Plant) => getBoard(ada, getBoard.input.parse({}))
const workflow = ({ ada, history }: Plant, call: number) =>
  getWorkflow(ada, getWorkflow.input.parse({ workflowId: history.workflowIds[call % 40] }))

async function dashboards(plant: Plant): Promise<Pick<SizeMeasured, 'b9' | 'b9Slowest' | 'boardMs' | 'workflowMs'>> {
  const boardMs = await timed(CALLS, () => board(plant))
  const workflowMs = await timed(CALLS, (call) => workflow(plant, call))
  const statements = await perStatement(async () => {
    for (let call = 0; call < CALLS; call++) {
      await board(plant)
      await workflow(plant, call)
    }
  })
  const [slowest] = [...statements].sort((a, b) => b[1] - a[1])
  return { b9: slowest?.[1] ?? Number.NaN, b9Slowest: slowest?.[0].trim().slice(0, 60) ?? '', boardMs, workflowMs }
}

/** B10: pages of the newest runs, one after the other by cursor, of one workflow and of the whole client in turn. */
async function newest({ ada, history }: Plant): Promise<number> {
  let cursor: string | null = null
  return timed(CALLS, async (call) => {
    const workflowId = Math.floor(call / 10) % 2 === 0 ? history.workflowIds[Math.floor(call / 20) % 40] : undefined
    const input = { limit: 50, ...(workflowId && { workflowId }), ...(cursor && { cursor }) }
    const page = await pageExecutions(ada, pageExecutions.input.parse(input))
    cursor = call % 10 === 9 ? null : page.nextCursor
  })
}

const RAW = `
SELECT workflow_id, percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration_ms) AS exact FROM execution
WHERE tenant_id = $1 AND anchor_at >= $2::timestamptz - interval '2 days' AND status = 'succeeded' AND NOT is_manual
  AND ended_at >= $2 AND duration_ms IS NOT NULL GROUP BY workflow_id`

async function percentiles(db: pg.Client, plant: Plant): Promise<Pick<SizeMeasured, 'b11' | 'rawMs' | 'worstError'>> {
  const toDay = new Intl.DateTimeFormat('en-CA', { timeZone: HISTORY_ZONE }).format(new Date())
  const fromDay = new Date(Date.parse(`${toDay}T00:00:00Z`) - 29 * 86_400_000).toISOString().slice(0, 10)
  const ask = () => getDurations(plant.ada, getDurations.input.parse({ clientId: plant.clientId, fromDay, toDay }))
  const b11 = await timed(CALLS, ask)
  const [midnight] = (await db.query(`SELECT ($1::date)::timestamp AT TIME ZONE $2 AS at`, [fromDay, HISTORY_ZONE]))
    .rows
  const raw: number[] = []
  let exact: { workflow_id: string; exact: number[] }[] = []
  for (let round = 0; round < 3; round++) {
    const from = performance.now()
    exact = (await db.query(RAW, [plant.ada.scope.tenantId, midnight.at])).rows
    raw.push(performance.now() - from)
  }
  const { workflows } = await ask()
  const errors = workflows.flatMap(({ workflowId, durations }) => {
    const found = exact.find(({ workflow_id }) => workflow_id === workflowId)?.exact ?? []
    return [durations.p50Ms, durations.p95Ms, durations.p99Ms].map(
      (ms, i) => Math.abs(ms - (found[i] ?? 0)) / (found[i] ?? 1),
    )
  })
  return { b11, rawMs: raw.sort((a, b) => a - b)[1] ?? Number.NaN, worstError: Math.max(...errors) }
}

/** One partner with a history of a size, settled by the worker itself, then asked. */
async function measureSize(db: pg.Client, executions: number): Promise<SizeMeasured> {
  const partner = await castPartner()
  const clientId = await castClient(partner)
  const history = await makeHistory(db, { tenantId: partner.tenantId, clientId, executions, areRolledUp: false })
  const from = performance.now()
  await rollUp(machine(partner.tenantId))
  const settleS = (performance.now() - from) / 1000
  for (const table of ['rollup_minute', 'rollup_hour', 'rollup_day']) await db.query(`VACUUM (ANALYZE) ${table}`)
  const plant = { ada: partner.ada, clientId, history }
  const { rows } = await db.query(`SELECT count(*)::int AS n FROM pg_inherits WHERE inhparent = 'execution'::regclass`)
  const [pages, b10] = [await dashboards(plant), await newest(plant)]
  return { executions, settleS, ...pages, b10, partitions: rows[0].n, ...(await percentiles(db, plant)) }
}

/** B9, B10 and B11 at a million and at ten million runs of one partner. */
export async function measureHistory(say: (text: string) => void): Promise<HistoryMeasured> {
  const db = new pg.Client({ connectionString: env.DATABASE_URL })
  await db.connect()
  const small = await measureSize(db, 1_000_000)
  say(`1 M runs: ${JSON.stringify(small)}`)
  const large = await measureSize(db, 10_000_000)
  say(`10 M runs: ${JSON.stringify(large)}`)
  await db.end()
  return { small, large }
}
