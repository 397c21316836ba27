import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from '@/env'
import { closePools } from '@/infra/db'
import { getBoard } from '@/services/board/get'
import { castClient, castPartner, type UserCaller } from '@/testing/cast'
import { buffersOf } from '@/testing/explain'
import { type History, makeHistory } from '@/testing/history'
import { listRuns } from '../run/list'
import { getWorkflow } from '../workflow/get'
import { getDurations } from './durations'

interface Size {
  ada: UserCaller
  history: History
  clientId: string
}

let small: Size
let large: Size

async function plantOf(executions: number): Promise<Size> {
  const partner = await castPartner()
  const clientId = await castClient(partner)
  const db = new pg.Client({ connectionString: env.DATABASE_URL })
  await db.connect()
  const history = await makeHistory(db, { tenantId: partner.tenantId, clientId, executions, areRolledUp: true })
  await db.end()
  return { ada: partner.ada, history, clientId }
}

beforeAll(async () => {
  small = await plantOf(100_000)
  large = await plantOf(1_000_000)
}, 240_000)
afterAll(closePools)

const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)

/** Nothing costs O(history): ten times the runs, the same pages. */
const NAMED: Record<string, (size: Size) => Promise<unknown>> = {
  board: ({ ada }) => getBoard(ada, getBoard.input.parse({})),
  'workflow page': ({ ada, history }) =>
    getWorkflow(ada, getWorkflow.input.parse({ workflowId: history.workflowIds[0] })),
  'newest 50': ({ ada, history }) =>
    listRuns(ada, listRuns.input.parse({ workflowId: history.workflowIds[0], limit: 50 })),
  'percentiles of 40 workflows over 30 days': ({ ada, clientId }) =>
    getDurations(ada, getDurations.input.parse({ clientId, fromDay: day(29), toDay: day(0) })),
}

describe('buffers at 1,000,000 runs beside 100,000', () => {
  it.each(Object.keys(NAMED))('%s: at most 1.2 times', async (name) => {
    const run = NAMED[name]
    if (!run) throw new Error('unknown')
    const before = await buffersOf(() => run(small))
    const after = await buffersOf(() => run(large))
    expect(before.statements).toBeGreaterThan(0)
    expect(after.buffers / before.buffers).toBeLessThanOrEqual(1.2)
  })
})
