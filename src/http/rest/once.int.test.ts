import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { env } from '@/env'
import { closePools, platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { tidy } from '@/services/platform/tidy'
import { type CastPartner, castPartner } from '@/testing/cast'
import { type Manufacturer, makeManufacturer } from '@/testing/factories'
import { Plant } from '@/testing/plant'
import { answerRest } from './answer'

let partner: CastPartner
let made: Manufacturer
let plant: Plant
let database: Client
let incidentId: string
let number = 1

beforeAll(async () => {
  partner = await castPartner()
  made = await makeManufacturer(partner.ada)
  plant = await Plant.open(partner.tenantId, made.clientId)
  database = new Client({ connectionString: env.DATABASE_URL })
  await database.connect()
})
afterAll(async () => {
  await plant.close()
  await database.end()
  await closePools()
})

interface Sent {
  status: number
  text: string
  isReplayed: boolean
}

async function post(path: string, key: string | null, body: unknown, secret = made.key): Promise<Sent> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const named = { ...headers, ...(key !== null && { 'idempotency-key': key }) }
  const request = new Request(`http://localhost/api/v1${path}`, {
    method: 'POST',
    headers: named,
    body: JSON.stringify(body),
  })
  const response = await answerRest(request, { requestId: newId(), hostTenantId: null })
  const isReplayed = response.headers.get('idempotency-replayed') === 'true'
  return { status: response.status, text: await response.text(), isReplayed }
}

const note = (key: string | null, body = 'We are on it.', secret?: string) =>
  post(`/incidents/${incidentId}/notes`, key, { audience: 'client', body }, secret)

async function notes(): Promise<number> {
  const path = new Request(`http://localhost/api/v1/incidents/${incidentId}`, {
    headers: { authorization: `Bearer ${made.key}` },
  })
  const response = await answerRest(path, { requestId: newId(), hostTenantId: null })
  const { notes } = (await response.json()) as { notes: unknown[] }
  return notes.length
}

/** The process at the database that waits for the locked table. */
async function waiting(): Promise<number> {
  const blocked = `SELECT pid FROM pg_locks WHERE relation = 'audit_entry'::regclass AND NOT granted`
  for (;;) {
    const [row] = (await database.query<{ pid: number }>(blocked)).rows
    if (row) return row.pid
  }
}

/** A fresh incident without notes. */
async function fresh(): Promise<void> {
  incidentId = await plant.incident(made.workflowId, ++number)
}

describe('a change with a name', () => {
  it('is made once; asked again, the first answer comes back byte for byte', async () => {
    await fresh()
    const first = await note('"one"')
    const again = await note('one')
    expect(first).toMatchObject({ status: 201, isReplayed: false })
    expect(again).toEqual({ ...first, isReplayed: true })
    expect(await notes()).toBe(1)
  })

  it('without one is made each time', async () => {
    await fresh()
    await note(null)
    await note(null)
    expect(await notes()).toBe(2)
  })

  it('means one request: another body, another path and another route are 422', async () => {
    await fresh()
    await note('"two"')
    expect(await note('"two"', 'other words')).toMatchObject({
      status: 422,
      text: expect.stringContaining('KEY_REUSED'),
    })
    expect((await post(`/incidents/${incidentId}/resolution`, '"two"', { resolution: 'done' })).status).toBe(422)
    await fresh()
    expect((await note('"two"')).status).toBe(422)
    expect(await notes()).toBe(0)
  })

  it('of the same words in another order of fields is the same', async () => {
    await fresh()
    await post(`/incidents/${incidentId}/notes`, '"order"', { audience: 'client', body: 'x' })
    const turned = await post(`/incidents/${incidentId}/notes`, '"order"', { body: 'x', audience: 'client' })
    expect(turned).toMatchObject({ status: 201, isReplayed: true })
  })

  it('belongs to one key: another key’s same name is another change', async () => {
    await fresh()
    const other = await makeManufacturer(partner.ada)
    await note('"three"')
    expect(await note('"three"', undefined, other.key)).toMatchObject({ status: 404 })
    expect((await note('"three"')).isReplayed).toBe(true)
  })

  it('that was refused is not kept: put right, the same name works', async () => {
    await fresh()
    expect((await note('"four"', '')).status).toBe(400)
    expect((await post(`/incidents/${newId()}/notes`, '"four"', { audience: 'client', body: 'x' })).status).toBe(404)
    expect(await note('"four"', 'words')).toMatchObject({ status: 201, isReplayed: false })
    expect(await notes()).toBe(1)
  })

  it.each(['', '"', 'two words', `"${'x'.repeat(256)}"`])('that is %s is refused', async (name) => {
    await fresh()
    expect((await note(name)).status).toBe(400)
    expect(await notes()).toBe(0)
  })

  it('is refused where a change cannot be tied to its answer', async () => {
    const created = await post('/webhooks', null, {
      ...{ name: newId(), url: 'https://192.0.2.1/hook', types: ['incident.opened'], clientId: made.clientId },
    })
    const { endpointId } = JSON.parse(created.text) as { endpointId: string }
    const tested = await post(`/webhooks/${endpointId}/tests`, '"five"', {})
    expect(tested).toMatchObject({ status: 400, text: expect.stringContaining('each time') })
  })
})

describe('races', () => {
  it('of twenty at once make one change; the others hear the same answer or that it is running', async () => {
    for (let round = 0; round < 10; round++) {
      await fresh()
      const answers = await Promise.all(Array.from({ length: 20 }, () => note(`"race ${round}"`)))
      const done = answers.filter(({ status }) => status === 201)
      expect(done.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1)
      expect(new Set(done.map(({ text }) => text)).size).toBe(1)
      expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
      expect(await notes()).toBe(1)
    }
  })

  it('of two bodies under one name make one change', async () => {
    await fresh()
    const answers = await Promise.all(['a', 'b', 'a', 'b', 'a', 'b'].map((body) => note('"bodies"', body)))
    expect(answers.filter(({ status, isReplayed }) => status === 201 && !isReplayed)).toHaveLength(1)
    expect(answers.every(({ status }) => [201, 409, 422].includes(status))).toBe(true)
    expect(await notes()).toBe(1)
  })

  it('while the first is at work: 409; when it dies before its commit, the name is free and nothing was changed', async () => {
    await fresh()
    await database.query('BEGIN')
    try {
      // The last statement before the answer waits here: the note is written, nothing is committed.
      await database.query('LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE')
      const first = note('"crash"')
      const pid = await waiting()
      expect(await note('"crash"')).toMatchObject({ status: 409, text: expect.stringContaining('still running') })
      await database.query('SELECT pg_terminate_backend($1)', [pid])
      expect((await first).status).toBeGreaterThanOrEqual(500)
    } finally {
      await database.query('ROLLBACK')
    }
    expect(await notes()).toBe(0)
    expect(await note('"crash"')).toMatchObject({ status: 201, isReplayed: false })
    expect(await notes()).toBe(1)
  })
})

describe('what is kept', () => {
  it('is sealed: a secret of an answer does not stand in the table', async () => {
    const body = { name: newId(), url: 'https://192.0.2.1/hook', types: ['incident.opened'], clientId: made.clientId }
    const first = await post('/webhooks', '"secret"', body)
    const { secret } = JSON.parse(first.text) as { secret: string }
    expect(secret).toMatch(/^whsec_/)
    expect(await post('/webhooks', '"secret"', body)).toEqual({ ...first, isReplayed: true })
    const { rows } = await database.query(`SELECT answer FROM idempotency_key WHERE key = 'secret'`)
    expect(rows).toEqual([{ answer: expect.stringMatching(/^v1\./) }])
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('ends after a day, and is taken away', async () => {
    await fresh()
    await note('"old"')
    await platformQuery(`UPDATE idempotency_key SET created_at = now() - interval '25 hours' WHERE tenant_id = $1`, [
      partner.tenantId,
    ])
    expect(await note('"old"', 'other words')).toMatchObject({ status: 201, isReplayed: false })
    expect(await tidy()).toBeGreaterThan(0)
    const left = await platformQuery<{ key: string }>('SELECT key FROM idempotency_key WHERE tenant_id = $1', [
      partner.tenantId,
    ])
    expect(left.map(({ key }) => key)).toEqual(['old'])
  })
})
