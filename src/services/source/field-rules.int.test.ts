import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FieldRule } from '@/domain/source/field-rules'
import { closePools } from '@/infra/db'
import { logger } from '@/infra/logger'
import { castMember } from '@/testing/cast'
import { countStatements } from '@/testing/plant'
import { anEvent, castSender, rowsOf, type Sender } from '@/testing/sender'
import { ingestEvents } from '../execution/ingest'
import { ingestPing } from '../execution/ingest-ping'
import { flushIntake } from './intake'
import { listSources } from './list'
import { setFieldRules } from './set-field-rules'

const SECRET = 'Xk9-Huber-Lebensweg'
const RULES: FieldRule[] = [
  { path: 'data.customer.email', action: 'drop' },
  { path: 'data.lines.*.who', action: 'hash' },
  { path: 'data.body', action: 'drop' },
  { path: 'keys.customer', action: 'hash' },
  { path: 'error.*', action: 'hash' },
]

let ben: Sender
let mallory: Sender
beforeAll(async () => {
  mallory = await castSender()
})
beforeEach(async () => {
  ben = await castSender()
})
afterAll(closePools)

const set = (sender: Sender, fieldRules: FieldRule[], version = 0) =>
  setFieldRules(sender.partner.ada, { sourceId: sender.sourceId, fieldRules, version, reason: 'privacy' })
const send = ({ caller, clientId, sourceId }: Sender, ...events: unknown[]) =>
  ingestEvents(caller, { clientId, sourceId, events })
const secretEvent = (id = 'e-1', secret = SECRET) => ({
  ...anEvent({ id, type: 'execution.failed', execution: 'run-1', time: new Date(Date.now() - 1000).toISOString() }),
  keys: { order: '4711', customer: secret },
  error: { class: secret, message: `no ${secret}`, step: secret },
  data: { customer: { email: secret, no: 7 }, lines: [{ sku: 'A', who: secret }] },
})

/** Every row of every table, as text: which tables hold it? */
async function tablesHolding(text: string): Promise<string[]> {
  const tables = await rowsOf<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  )
  const found: string[] = []
  const bytes = Buffer.from(text).toString('hex')
  for (const { name } of tables) {
    const holding = `SELECT 1 FROM ${name} t WHERE strpos(t::text, $1) > 0 OR strpos(t::text, $2) > 0 LIMIT 1`
    if ((await rowsOf(holding, [text, bytes])).length > 0) found.push(name)
  }
  return found
}

const payloadOf = async ({ tenantId }: Sender, key: string) => {
  const [row] = await rowsOf<{ payload: ReturnType<typeof secretEvent> }>(
    'SELECT payload FROM event_log WHERE tenant_id = $1 AND key = $2',
    [tenantId, key],
  )
  return row?.payload
}

/** From now on the database refuses the sender's known workflow, as it would any event whose data it cannot hold. */
const breakWorkflow = ({ tenantId }: Sender) =>
  rowsOf(`SET session_replication_role = replica; DELETE FROM workflow WHERE tenant_id = '${tenantId}';
    DELETE FROM workflow_state WHERE tenant_id = '${tenantId}'`)

describe('field rules of a source', () => {
  it('keep values out of every table and every line of the log; kept-aside events and pings too', async () => {
    const lines: unknown[] = []
    const spies = (['info', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(logger, level).mockImplementation((...args: unknown[]) => void lines.push(...args)),
    )
    await set(ben, RULES)
    expect(await send(ben, secretEvent())).toMatchObject({ accepted: 1 })
    const [workflow] = await rowsOf<{ id: string; key: string }>('SELECT id, key FROM workflow WHERE tenant_id = $1', [
      ben.tenantId,
    ])
    if (!workflow) throw new Error('no workflow')
    const key = { ...ben.caller.key, workflow }
    const ping = { suffix: 'fail', rid: 'r-1', body: Buffer.from(`it broke: ${SECRET}`) }
    await ingestPing(ben.caller, { key, workflow, ...ping })
    await breakWorkflow(ben)
    expect(await send(ben, secretEvent('e-2'))).toMatchObject({ accepted: 0, rejected: { length: 1 } })
    const letters = await rowsOf('SELECT payload FROM dead_letter WHERE tenant_id = $1', [ben.tenantId])
    expect(letters).toMatchObject([{ payload: { id: 'e-2', data: { customer: { no: 7 } } } }])
    await flushIntake()
    expect(await tablesHolding(SECRET)).toEqual([])
    expect(lines.length).toBeGreaterThan(0)
    expect(JSON.stringify(lines)).not.toContain(SECRET)
    for (const spy of spies) spy.mockRestore()
    // the search itself finds: the same event of a source without rules
    await send(mallory, secretEvent())
    expect(await tablesHolding(SECRET)).toEqual(expect.arrayContaining(['event_log', 'execution']))
  })

  it('equal values stay joinable inside a partner, and only there', async () => {
    const other = await castSender(ben.partner)
    for (const sender of [ben, other]) {
      await set(sender, RULES)
      await send(sender, secretEvent('same'))
    }
    await set(mallory, RULES)
    await send(mallory, secretEvent('same'))
    const rows = await rowsOf<{ tenant: string; customer: string }>(
      `SELECT tenant_id AS tenant, payload->'keys'->>'customer' AS customer FROM event_log WHERE key = 'same' AND tenant_id = ANY ($1)`,
      [[ben.tenantId, mallory.tenantId]],
    )
    expect(rows).toHaveLength(3)
    expect(rows.every(({ customer }) => /^h:[0-9a-f]{64}$/.test(customer))).toBe(true)
    expect(new Set(rows.filter(({ tenant }) => tenant === ben.tenantId).map(({ customer }) => customer)).size).toBe(1)
    expect(new Set(rows.map(({ customer }) => customer)).size).toBe(2)
    await set(mallory, [], 1)
  })

  it('a repeat is judged by what was sent, not by what was kept', async () => {
    await set(ben, RULES)
    const event = secretEvent()
    await send(ben, event)
    expect(await send(ben, event)).toMatchObject({ duplicates: 1, conflicts: 0 })
    const changed = { ...event, data: { ...event.data, customer: { email: 'other', no: 7 } } }
    expect(await send(ben, changed)).toMatchObject({ duplicates: 0, conflicts: 1 })
  })

  it('hold for what comes after; every version stands, with who and why', async () => {
    await send(ben, secretEvent('before'))
    expect(await set(ben, RULES)).toMatchObject({ version: 1 })
    await send(ben, secretEvent('with'))
    expect(await set(ben, [], 1)).toMatchObject({ version: 2 })
    await send(ben, secretEvent('after'))
    const mails = await Promise.all(['before', 'with', 'after'].map((key) => payloadOf(ben, key)))
    expect(mails.map((payload) => payload?.data.customer.email)).toEqual([SECRET, undefined, SECRET])
    await expect(set(ben, RULES, 1)).rejects.toMatchObject({ code: 'CONFLICT' })
    const trail = await rowsOf(
      `SELECT reason, after FROM audit_entry WHERE tenant_id = $1 AND action = 'source.setFieldRules' ORDER BY seq`,
      [ben.tenantId],
    )
    expect(trail).toMatchObject([{ reason: 'privacy', after: { rules: RULES } }, { after: { rules: [] } }])
  })

  it('cost ingestion no question once they are known', async () => {
    await send(ben, anEvent())
    const known = await countStatements(() => send(ben, anEvent()))
    expect(known).toBeLessThanOrEqual(1)
  })

  it('are set by those who keep the keys only', async () => {
    const operator = await castMember(ben.partner, { name: 'Ole', role: 'partner_operator' })
    const input = { sourceId: ben.sourceId, fieldRules: [], version: 0, reason: 'no reason' }
    await expect(setFieldRules(operator, input)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(setFieldRules(ben.caller, input)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(setFieldRules(mallory.partner.ada, input)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('counts of a source', () => {
  it('say what became of its events; two writings of a day add up', async () => {
    const event = anEvent()
    await send(ben, event, anEvent(), { id: '' })
    await flushIntake()
    await send(ben, event)
    await send(ben, { ...event, workflow: 'another' })
    await flushIntake()
    await flushIntake()
    const [source] = await listSources(ben.partner.ada, {})
    expect(source).toMatchObject({ accepted: 2, duplicates: 1, conflicts: 1, rejected: 1, version: 0, rules: [] })
  })

  it('wait while they cannot be written', async () => {
    await send(ben, anEvent())
    await rowsOf('ALTER TABLE source_day RENAME TO source_day_away')
    await flushIntake()
    await rowsOf('ALTER TABLE source_day_away RENAME TO source_day')
    await flushIntake()
    expect(await listSources(ben.partner.ada, {})).toMatchObject([{ accepted: 1 }])
  })
})
