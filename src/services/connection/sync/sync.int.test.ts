import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { registerConnectors } from '@/connectors'
import { closePools, withTenantSql } from '@/infra/db'
import { type CastPartner, castClient, castPartner, machine } from '@/testing/cast'
import { furnishPlant } from '@/testing/fakes/n8n/plant'
import { serveN8n } from '@/testing/fakes/n8n/server'
import { FakeN8n } from '@/testing/fakes/n8n/state'
import { createConnection } from '../create'
import { syncConnection } from './run'

/** The environment is read once, when the first module asks: the address is allowed before anything is imported. */
const port = await vi.hoisted(async () => {
  const { createServer } = await import('node:net')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  const free = typeof address === 'object' && address ? address.port : 0
  process.env.OUTBOUND_ALLOW = `127.0.0.1:${free}`
  return free
})

const ORDERS = 'wfOrders00000001'
let served: Awaited<ReturnType<typeof serveN8n>>
let n8n: FakeN8n
let partner: CastPartner
let clientId: string
let connectionId: string
let clock = Date.now()

beforeAll(async () => {
  served = await serveN8n(() => n8n, port)
  registerConnectors()
})
afterAll(async () => {
  await served.stop()
  await closePools()
})

beforeEach(async () => {
  clock = Date.now() - 3_600_000
  n8n = new FakeN8n(() => {
    clock += 1000
    return new Date(clock)
  })
  furnishPlant(n8n)
  partner = await castPartner()
  clientId = await castClient(partner)
})

async function connect(fields: { isAllWatched?: boolean } = {}) {
  const input = createConnection.input.parse({
    clientId,
    name: 'n8n plant 1',
    baseUrl: served.url,
    credential: n8n.apiKey,
    ...fields,
  })
  connectionId = (await createConnection(partner.ada, input)).connectionId
  return connectionId
}
const sync = () => syncConnection(machine(partner.tenantId), connectionId)
const rows = <Row>(text: string, values: unknown[] = []) =>
  withTenantSql(partner.ada.scope, (sql) => sql<Row>(text, values))

type Copy = { run: string; status: string; step: string | null; hash: string | null; manual: boolean }
async function copies(): Promise<Copy[]> {
  return rows<Copy>(
    `SELECT x.run_key AS run, x.status::text, x.error_step AS step, x.definition_hash AS hash, x.is_manual AS manual FROM execution x WHERE x.tenant_id = :tenant ORDER BY length(x.run_key), x.run_key`,
  )
}
const connection = async () =>
  (
    await rows<Record<string, unknown>>(`SELECT c.* FROM connection c WHERE c.tenant_id = :tenant AND c.id = $1`, [
      connectionId,
    ])
  )[0]
const gaps = () =>
  rows<{ reason: string; from: string; to: string }>(
    `SELECT g.reason, g.from_id::text AS "from", g.to_id::text AS "to" FROM connection_gap g WHERE g.tenant_id = :tenant ORDER BY g.found_at, g.from_id`,
  )
const findings = async (status = 'open') =>
  (
    await rows<{ kind: string }>(
      `SELECT f.kind FROM finding f WHERE f.tenant_id = :tenant AND f.status::text = $1 ORDER BY f.kind`,
      [status],
    )
  ).map(({ kind }) => kind)

/** Every run that the source ever ended is one execution with its outcome, and nothing else is. */
async function expectEveryRunOnce(all: readonly { id: string; status: string }[]) {
  const words: Record<string, string> = {
    success: 'succeeded',
    error: 'failed',
    crashed: 'failed',
    canceled: 'cancelled',
    running: 'running',
    waiting: 'running',
  }
  expect((await copies()).map(({ run, status }) => [run, status])).toEqual(
    all.map(({ id, status }) => [id, words[status]]),
  )
}

describe('the first reading', () => {
  it('copies every run with its start, end, failure, version and mode, without waking anybody', async () => {
    n8n.run(ORDERS)
    n8n.run(ORDERS, 'error')
    n8n.run(ORDERS, 'success', { mode: 'manual' })
    n8n.run(ORDERS, 'canceled')
    await connect()
    const counts = await sync()
    expect((await connection())?.problem).toBe(null)
    expect(counts).toMatchObject({ runs: 4, gaps: 0 })
    await expectEveryRunOnce(n8n.executions)
    const [ok, failed, manual] = await copies()
    expect(ok?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(failed?.step).toBe('Post to MES')
    expect(manual?.manual).toBe(true)
    expect(await rows(`SELECT 1 FROM outbox o WHERE o.tenant_id = :tenant AND o.topic = 'workflow.evaluate'`)).toEqual(
      [],
    )
    const payloads = await rows(
      `SELECT 1 FROM event_log e WHERE e.tenant_id = :tenant AND e.payload::text LIKE '%PAYLOAD%'`,
    )
    expect(payloads).toEqual([])
    expect(await connection()).toMatchObject({
      health: 'ok',
      runs_copied: 4n.toString() === '4' ? expect.anything() : null,
    })
  })

  it('registers what it finds, and says what is wrong with it', async () => {
    await connect()
    await sync()
    const found = await rows<{ name: string; state: string; key: string }>(
      `SELECT f.name, f.state::text, w.key FROM connection_workflow f JOIN workflow w ON w.tenant_id = f.tenant_id AND w.id = f.workflow_id WHERE f.tenant_id = :tenant ORDER BY f.name`,
    )
    expect(found).toHaveLength(6)
    expect(found[0]).toMatchObject({ state: 'new', key: 'n8n-wfCounts0000001' })
    // the quality hold names an error workflow that is not there
    expect(await findings()).toContain('error_workflow_inactive')
  })
})

describe('every run is seen once', () => {
  it('over many readings, with open and hidden runs, shuffled and repeated pages', async () => {
    n8n.moods.hidesOpenRuns = true
    n8n.moods.shufflesPages = true
    n8n.moods.saysVersion = false
    await connect()
    const waiting = n8n.run('wfMaster0000001', 'waiting')
    for (let turn = 0; turn < 5; turn++) {
      for (let run = 0; run < 90; run++) n8n.run(ORDERS, run % 17 === 0 ? 'error' : 'success')
      n8n.run(ORDERS, 'running')
      await sync()
    }
    await expectEveryRunOnce(n8n.executions)
    for (const each of n8n.executions.filter(({ status }) => status === 'running')) n8n.end(each.id, 'success')
    n8n.end(waiting.id, 'error')
    await sync()
    await sync()
    await expectEveryRunOnce(n8n.executions)
    expect(await gaps()).toEqual([])
    expect(await rows(`SELECT 1 FROM connection_open_run r WHERE r.tenant_id = :tenant`)).toEqual([])
  })

  it('when it slows us down and restarts in the middle: what was copied stays, the rest follows', async () => {
    for (let run = 0; run < 900; run++) n8n.run(ORDERS, run % 50 === 0 ? 'error' : 'success')
    await connect()
    n8n.moods.requestsUntil429 = 7
    n8n.moods.requestsUntilRestart = 11
    n8n.moods.retryAfter = '3'
    let readings = 0
    const healths = new Set<unknown>()
    while (readings++ < 60) {
      await sync()
      const now = await connection()
      healths.add(now?.health)
      if (now?.health === 'ok' && now.scan_top === null) break
      n8n.run(ORDERS)
    }
    expect(healths).toContain('slowed')
    expect(healths).toContain('unreachable')
    n8n.moods.requestsUntil429 = null
    n8n.moods.requestsUntilRestart = null
    await sync()
    await expectEveryRunOnce(n8n.executions)
    expect(await gaps()).toEqual([])
  })

  it('after a crash between the data and the watermark: the same runs again are repeats, and nothing is twice', async () => {
    for (let run = 0; run < 30; run++) n8n.run(ORDERS, run % 7 === 0 ? 'error' : 'success')
    await connect()
    await sync()
    await withTenantSqlWrite(`UPDATE connection SET watermark = 10, watermark_at = NULL WHERE id = $1`, [connectionId])
    const counts = await sync()
    expect(counts).toMatchObject({ runs: 0, repeats: 34 })
    await expectEveryRunOnce(n8n.executions)
  })

  it('copies before the source prunes: what is gone there stays here', async () => {
    await connect()
    const all: { id: string; status: string }[] = []
    for (let turn = 0; turn < 4; turn++) {
      for (let run = 0; run < 40; run++) all.push(n8n.run(ORDERS))
      await sync()
      n8n.prune(5)
    }
    await sync()
    await expectEveryRunOnce(all)
    expect(await gaps()).toEqual([])
  })
})

describe('a gap in the history is told', () => {
  it('when the source pruned faster than it was read', async () => {
    await connect()
    for (let run = 0; run < 10; run++) n8n.run(ORDERS)
    await sync()
    for (let run = 0; run < 100; run++) n8n.run(ORDERS)
    n8n.prune(20)
    await sync()
    expect(await gaps()).toEqual([{ reason: 'pruned', from: '11', to: '90' }])
    expect(await findings()).toContain('connection_gap_pruned')
    await sync()
    expect(await gaps()).toHaveLength(1)
  })

  it('when single runs were taken out', async () => {
    await connect()
    for (let run = 0; run < 10; run++) n8n.run(ORDERS)
    await sync()
    for (let run = 0; run < 10; run++) n8n.run(ORDERS)
    for (const id of ['13', '14', '17']) n8n.remove(id)
    await sync()
    expect(await gaps()).toEqual([
      { reason: 'missing', from: '13', to: '14' },
      { reason: 'missing', from: '17', to: '17' },
    ])
  })

  it('not when workflows there keep no successful runs: their ids are used up', async () => {
    const saved = n8n.workflows.get('wfCounts0000001')
    if (saved) n8n.save({ ...saved, settings: { ...saved.settings, saveDataSuccessExecution: 'none' } })
    await connect()
    n8n.run(ORDERS)
    await sync()
    n8n.skipIds(5)
    n8n.run(ORDERS)
    await sync()
    expect(await gaps()).toEqual([])
    expect(await findings()).toContain('runs_not_saved')
  })

  it('when an open run vanished', async () => {
    await connect()
    const open = n8n.run(ORDERS, 'running')
    await sync()
    n8n.remove(open.id)
    await sync()
    expect(await gaps()).toEqual([{ reason: 'vanished', from: open.id, to: open.id }])
  })

  it.each([0, 40])(
    'when the source was put back to an older state (%i runs later): the new history is copied too',
    async (later) => {
      await connect()
      for (let run = 0; run < 20; run++) n8n.run(ORDERS)
      await sync()
      const before = [...n8n.executions]
      n8n.restoreTo(12)
      const since = [n8n.run(ORDERS, 'error')]
      for (let run = 0; run < later; run++) since.push(n8n.run(ORDERS))
      await sync()
      await sync()
      expect((await gaps()).map(({ reason, to }) => [reason, to])).toEqual([['reset', '20']])
      const copied = (await copies()).map(({ run }) => run)
      expect(copied.filter((run) => !run.includes('@'))).toEqual(before.map(({ id }) => id))
      expect(copied.filter((run) => run.includes('@')).sort()).toEqual(since.map(({ id }) => `${id}@1`).sort())
    },
  )
})

describe('workflows', () => {
  it('an edit is found, and its first run carries the new definition', async () => {
    await connect()
    n8n.run(ORDERS)
    await sync()
    const saved = n8n.workflows.get(ORDERS)
    if (!saved) throw new Error('no workflow')
    n8n.save({
      ...saved,
      nodes: saved.nodes.map((node) =>
        node.name === 'Post to MES'
          ? { ...node, parameters: { ...node.parameters, url: 'https://elsewhere.example' } }
          : node,
      ),
    })
    n8n.run(ORDERS)
    await sync()
    const [before, after] = await copies()
    expect(after?.hash).not.toBe(before?.hash)
    const versions = await rows<{ number: number; active: boolean; hash: string }>(
      `SELECT v.number, v.is_active AS active, v.hash FROM workflow_version v JOIN workflow w ON w.tenant_id = v.tenant_id AND w.id = v.workflow_id WHERE v.tenant_id = :tenant AND w.key = $1 ORDER BY v.number`,
      [`n8n-${ORDERS}`],
    )
    expect(versions).toEqual([
      { number: 1, active: false, hash: before?.hash },
      { number: 2, active: true, hash: after?.hash },
    ])
  })

  it('moving nodes around, renaming and pinning changes no version', async () => {
    await connect()
    await sync()
    const saved = n8n.workflows.get(ORDERS)
    if (!saved) throw new Error('no workflow')
    n8n.save({
      ...saved,
      name: 'Orders',
      pinData: { x: [1] },
      nodes: [...saved.nodes].reverse().map((node) => ({ ...node, id: `${node.id}x`, position: [9, 9] })),
    })
    await sync()
    const [row] = await rows<{ versions: string }>(
      `SELECT count(*)::text AS versions FROM workflow_version v WHERE v.tenant_id = :tenant`,
    )
    expect(row?.versions).toBe('6')
  })

  it('new, gone, copied and back', async () => {
    await connect()
    await sync()
    const orders = n8n.workflows.get(ORDERS)
    if (!orders) throw new Error('no workflow')
    n8n.save({ ...orders, id: 'wfOrdersCopy00001', name: 'Release orders to the MES copy' })
    n8n.workflows.delete('wfCounts0000001')
    await sync()
    const states = Object.fromEntries(
      (
        await rows<{ ref: string; state: string }>(
          `SELECT f.external_id AS ref, f.state::text FROM connection_workflow f WHERE f.tenant_id = :tenant`,
        )
      ).map(({ ref, state }) => [ref, state]),
    )
    expect(states).toMatchObject({ wfOrdersCopy00001: 'duplicated', wfCounts0000001: 'gone', [ORDERS]: 'new' })
    expect(await findings()).toEqual(expect.arrayContaining(['workflow_duplicated', 'workflow_gone']))
  })

  it('only chosen ones are copied when a person chooses', async () => {
    const input = createConnection.input.parse({
      clientId,
      name: 'few',
      baseUrl: served.url,
      credential: n8n.apiKey,
      isAllWatched: false,
      choices: [{ ref: ORDERS, isWatched: true }],
    })
    connectionId = (await createConnection(partner.ada, input)).connectionId
    n8n.run(ORDERS)
    n8n.run('wfCounts0000001')
    await sync()
    expect((await copies()).map(({ run }) => run)).toEqual(['1'])
  })
})

describe('a source that cannot be read', () => {
  it('says so when the key is not accepted, and takes it back when it is', async () => {
    await connect()
    n8n.apiKey = 'another'
    await sync()
    expect(await connection()).toMatchObject({ health: 'refused' })
    expect(await findings()).toContain('connection_refused')
    n8n.apiKey = 'n8n_api_fake'
    await sync()
    expect(await findings()).not.toContain('connection_refused')
  })

  it('is told after ten minutes of silence, not at the first restart', async () => {
    await connect()
    n8n.down = 1000
    await sync()
    expect(await findings()).not.toContain('connection_silent')
    await withTenantSqlWrite(`UPDATE connection SET failing_since = now() - interval '11 minutes' WHERE id = $1`, [
      connectionId,
    ])
    await sync()
    expect(await findings()).toContain('connection_silent')
  })
})

async function withTenantSqlWrite(text: string, values: unknown[]) {
  const { sealed } = await import('@/services/effect/sealed')
  await sealed(partner.ada.scope, (sql) => sql(text, values))
}
