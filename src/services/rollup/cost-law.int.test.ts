import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ObjectiveInput } from '@/domain/objective/schema'
import { env } from '@/env'
import { closePools } from '@/infra/db'
import { getBoard } from '@/services/board/get'
import { createObjective } from '@/services/objective/create'
import { getObjective } from '@/services/objective/get'
import { pageExecutions } from '@/services/record/executions'
import { castClient, castPartner, type UserCaller } from '@/testing/cast'
import { buffersOf } from '@/testing/scale/explain'
import { type History, makeHistory } from '@/testing/scale/history'
import { listRuns } from '../run/list'
import { getWorkflow } from '../workflow/get'
import { getDurations } from './durations'

interface Size {
  ada: UserCaller
  history: History
  clientId: string
  objectiveId: string
}

const PROMISE = {
  ...{
    name: 'Orders',
    form: 'occurrences',
    targetPpm: 990_000,
    window: { kind: 'calendar_month' },
    zone: 'Europe/Berlin',
  },
  ...{ calendar: 'always', sliceS: 60, maxDurationMs: null },
}

/** A promise over the whole client, with its days as the worker leaves them. */
async function promise(db: pg.Client, { ada, clientId }: Omit<Size, 'objectiveId'>): Promise<string> {
  const objective = ObjectiveInput.parse({ ...PROMISE, scope: { kind: 'client', id: clientId } })
  const { objectiveId } = await createObjective(ada, { objective })
  await db.query(
    `INSERT INTO objective_day (tenant_id, objective_id, day, client_id, eligible, good, bad, settled_at)
     SELECT r.tenant_id, $2, r.day, r.client_id, sum(r.succeeded + r.failed), sum(r.succeeded), sum(r.failed), now()
     FROM rollup_day r WHERE r.tenant_id = $1 GROUP BY 1, 3, 4`,
    [ada.scope.tenantId, objectiveId],
  )
  await db.query('ANALYZE objective_day')
  return objectiveId
}

let small: Size
let large: Size

async function plantOf(executions: number): Promise<Size> {
  const partner = await castPartner()
  const clientId = await castClient(partner)
  const db = new pg.Client({ connectionString: env.DATABASE_URL })
  await db.connect()
  const history = await makeHistory(db, { tenantId: partner.tenantId, clientId, executions, areRolledUp: true })
  const size = { ada: partner.ada, history, clientId }
  const objectiveId = await promise(db, size)
  await db.end()
  return { ...size, objectiveId }
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
  'newest 50 by cursor': ({ ada, history }) =>
    pageExecutions(ada, pageExecutions.input.parse({ workflowId: history.workflowIds[0], limit: 50 })),
  'objective month': ({ ada, objectiveId }) => getObjective(ada, { objectiveId }),
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
