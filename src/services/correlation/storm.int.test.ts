import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { listIncidents } from '@/services/incident/list'
import { machine } from '@/testing/cast'
import { rowsOf } from '@/testing/sender'
import { type StormSignal, storm } from '@/testing/storm/generate'
import { type StormWorld, stormWorld } from '@/testing/storm/world'
import { startWorker } from '@/worker/runtime'
import { getBoard } from '../board/get'
import { getNav } from '../board/nav'
import { ingestNative } from '../execution/ingest'
import { getIncident } from '../incident/get'
import { sealedInto } from '../portal/open'
import { portalSnapshot } from '../portal/snapshot'
import { search } from '../search/find'
import { listCorrelationRules } from './list'

const SIGNALS = 5_000
const CHUNK = 250

let world: StormWorld
let workers: { stop(): Promise<void> }[] = []

async function send(signals: readonly StormSignal[]): Promise<void> {
  const { tenantId } = world.partner
  const bySource = new Map<string, StormSignal[]>()
  for (const signal of signals) bySource.set(signal.sourceId, [...(bySource.get(signal.sourceId) ?? []), signal])
  await Promise.all(
    [...bySource].map(([sourceId, sent]) =>
      ingestNative(machine(tenantId), {
        ...{ sourceId, clientId: (sent[0] as StormSignal).clientId },
        events: sent.map(({ event }) => ({ ...event, attempt: 1 })),
      }),
    ),
  )
}

/** Effects that are due and not done. */
const waiting = async () =>
  (
    await rowsOf<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox WHERE tenant_id = $1 AND done_at IS NULL AND failed_at IS NULL AND not_before <= now()
         AND topic IN ('workflow.evaluate', 'incident.opened', 'incident.raised')`,
      [world.partner.tenantId],
    )
  )[0]?.n ?? 0

beforeAll(async () => {
  world = await stormWorld()
  workers = [await startWorker(), await startWorker()]
  const from = new Date(Date.now() - 10 * 60_000)
  const signals = storm(4_711, world.targets, { signals: SIGNALS, from, spanMs: 10 * 60_000 })
  for (let at = 0; at < signals.length; at += CHUNK) await send(signals.slice(at, at + CHUNK))
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 120_000, interval: 100 })
}, 180_000)
afterAll(() => Promise.all(workers.map((worker) => worker.stop())), 30_000)

interface Row {
  id: string
  client_id: string
  parent_id: string | null
  raised_at: Date | null
  occurrences: number
}
const portalOf = (clientId: string) => ({
  ...sealedInto(machine(world.partner.tenantId), clientId),
  actor: { kind: 'visitor' as const, name: 'portal visitor' as const },
})
const incidents = () =>
  rowsOf<Row>('SELECT id, client_id, parent_id, raised_at, occurrences FROM incident WHERE tenant_id = $1', [
    world.partner.tenantId,
  ])

describe('a storm of 5,000 signals in ten minutes with three causes at six clients', () => {
  it('is three incidents: one per cause, each raised once, by two workers', async () => {
    const rows = await incidents()
    const heads = rows.filter(({ parent_id }) => parent_id === null)
    expect(rows).toHaveLength(world.targets.length)
    expect(heads).toHaveLength(3)
    expect(rows.filter(({ raised_at }) => raised_at)).toHaveLength(3)
    const raised = await rowsOf<{ id: string }>(
      `SELECT payload->>'incidentId' AS id FROM outbox WHERE tenant_id = $1 AND topic = 'incident.raised'`,
      [world.partner.tenantId],
    )
    expect(raised.map(({ id }) => id).sort()).toEqual(heads.map(({ id }) => id).sort())
    const listed = await listIncidents(world.partner.ada, listIncidents.input.parse({}))
    expect(listed.rows).toHaveLength(3)
  })

  it('loses no signal: every one is counted once, under what it says', async () => {
    const [counted] = await rowsOf<{ signals: number; kinds: number }>(
      'SELECT sum(count)::int AS signals, count(DISTINCT content_hash)::int AS kinds FROM incident_signal WHERE tenant_id = $1',
      [world.partner.tenantId],
    )
    expect(counted).toEqual({ signals: SIGNALS, kinds: 3 })
    const rows = await incidents()
    expect(rows.reduce((sum, { occurrences }) => sum + occurrences, 0)).toBe(SIGNALS)
  })

  it('tells no client, and no operator of one client, of another: through every page that speaks of incidents', async () => {
    const rows = await incidents()
    for (const { clientId, canary, person, operator } of world.clients) {
      const others = world.clients.filter((each) => each.canary !== canary)
      const numbers = await rowsOf<{ number: number }>('SELECT number FROM incident WHERE tenant_id = $1', [
        world.partner.tenantId,
      ])
      for (const reader of [person, operator]) {
        const list = await listIncidents(reader, listIncidents.input.parse({ status: 'all' }))
        const own = rows.filter((row) => row.client_id === clientId)
        expect(list.found).toBeGreaterThan(0)
        expect(list.found).toBeLessThanOrEqual(own.length)
        const details = await Promise.allSettled(numbers.map(({ number }) => getIncident(reader, { number })))
        const opened = details.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
        expect(opened).toHaveLength(own.length)
        const seen = JSON.stringify([
          ...[list, opened, await getBoard(reader, getBoard.input.parse({})), await getNav(reader, {})],
          await search(reader, { text: 'tweety' }),
          await portalSnapshot(portalOf(clientId), {}),
        ])
        expect(seen).toContain(canary)
        for (const other of others) expect(seen).not.toContain(other.canary)
      }
    }
  })

  it('who sees only one client sees what it has, though the head is another’s; and reads no rule', async () => {
    const rows = await incidents()
    const heads = new Map(rows.filter(({ parent_id }) => !parent_id).map(({ id, client_id }) => [id, client_id]))
    const sealed = world.clients.find(({ clientId }) =>
      rows.some((row) => row.client_id === clientId && row.parent_id && heads.get(row.parent_id) !== clientId),
    )
    if (!sealed) throw new Error('a client whose incidents belong to another’s head')
    const list = await listIncidents(sealed.person, listIncidents.input.parse({}))
    expect(list.rows.length).toBeGreaterThan(0)
    await expect(listCorrelationRules(sealed.operator, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
