import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest'
import { castPartner } from '@/testing/cast'
import { closePools, withTenant } from './db'
import { type EnvelopeContext, openSecretValue, rewrapKeys, type SecretPlace, sealSecretValue } from './envelope'

const PLACE: SecretPlace = { table: 'connection', column: 'credential', rowId: '01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2b' }
const SECRET = 'n8n_api_ey.not.to.be.seen'

afterAll(closePools)
afterEach(() => vi.unstubAllEnvs())

async function inside<T>(tenantId: string, work: (ctx: EnvelopeContext) => Promise<T>): Promise<T> {
  const scope = (await castScope(tenantId)).scope
  return withTenant(scope, ({ sql }) => work({ scope, sql }))
}
const scopes = new Map<string, EnvelopeContext['scope']>()
async function castScope(tenantId: string) {
  const scope = scopes.get(tenantId)
  if (!scope) throw new Error('unknown partner')
  return { scope }
}

let ada: string
let mallory: string
beforeEach(async () => {
  const [one, two] = [await castPartner(), await castPartner('Mallory')]
  scopes.set(one.tenantId, one.ada.scope).set(two.tenantId, two.ada.scope)
  ada = one.tenantId
  mallory = two.tenantId
})

/** The environment is parsed once per process; a fresh module graph reads it anew. */
async function withKeys<T>(keys: string, work: (envelope: typeof import('./envelope')) => Promise<T>): Promise<T> {
  vi.stubEnv('SECRET_KEYS', keys)
  vi.resetModules()
  return work(await import('./envelope'))
}

it('opens where it was sealed, in the form v1.<key>.<iv>.<ciphertext>.<tag>, and never twice the same', async () => {
  const [first, second] = await inside(ada, async (ctx) => [
    await sealSecretValue(ctx, PLACE, SECRET),
    await sealSecretValue(ctx, PLACE, SECRET),
  ])
  expect(first).toMatch(/^v1\.[0-9a-f-]{36}\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/)
  expect(first).not.toBe(second)
  expect(first).not.toContain(Buffer.from(SECRET).toString('base64url'))
  expect(await inside(ada, (ctx) => openSecretValue(ctx, PLACE, first ?? ''))).toBe(SECRET)
})

it('moved to another row, column, table or partner it does not open', async () => {
  const sealed = await inside(ada, (ctx) => sealSecretValue(ctx, PLACE, SECRET))
  await inside(mallory, (ctx) => sealSecretValue(ctx, PLACE, 'own'))
  const places = [{ rowId: '01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2c' }, { column: 'name' }, { table: 'source' }]
  for (const moved of places)
    await expect(inside(ada, (ctx) => openSecretValue(ctx, { ...PLACE, ...moved }, sealed))).rejects.toThrow()
  await expect(inside(mallory, (ctx) => openSecretValue(ctx, PLACE, sealed))).rejects.toThrow('no key of this partner')
})

it('a stolen data key row of another partner does not unwrap there', async () => {
  const sealed = await inside(ada, (ctx) => sealSecretValue(ctx, PLACE, SECRET))
  const [row] = await inside(ada, ({ sql }) =>
    sql<{ id: string; wrapped: string }>('SELECT k.id, k.wrapped FROM tenant_key k WHERE k.tenant_id = :tenant'),
  )
  await inside(mallory, ({ sql, scope }) =>
    sql(
      'INSERT INTO tenant_key (tenant_id, id, slot, wrapped, created_at, rewrapped_at) VALUES ($1::uuid, $2::uuid, 1, $3, now(), now())',
      [scope.tenantId, row?.id, row?.wrapped],
    ),
  )
  await expect(inside(mallory, (ctx) => openSecretValue(ctx, PLACE, sealed))).rejects.toThrow(/authenticate/)
})

it('every altered character is noticed', async () => {
  const sealed = await inside(ada, (ctx) => sealSecretValue(ctx, PLACE, SECRET))
  const at = (index: number) => {
    const flipped = sealed[index] === 'A' ? 'B' : 'A'
    return sealed.slice(0, index) + flipped + sealed.slice(index + 1)
  }
  // the last character of a base64url part may carry unused bits: the last whole byte is altered instead
  for (let index = sealed.indexOf('.', 4) + 1; index < sealed.length - 1; index += 3) {
    const altered = at(index)
    if (sealed[index] === '.' || sealed[index + 1] === '.') continue
    await expect(
      inside(ada, (ctx) => openSecretValue(ctx, PLACE, altered)),
      altered,
    ).rejects.toThrow()
  }
})

it('changing the wrapping key re-wraps the data key only: sealed values stay byte for byte', async () => {
  const [k1, k2] = [`k1:${randomBytes(32).toString('base64')}`, `k2:${randomBytes(32).toString('base64')}`]
  const sealed = await withKeys(k1, ({ sealSecretValue }) => inside(ada, (ctx) => sealSecretValue(ctx, PLACE, SECRET)))
  const changed = await withKeys(`${k2},${k1}`, ({ rewrapKeys }) => inside(ada, (ctx) => rewrapKeys(ctx)))
  expect(changed).toBe(1)
  expect(await withKeys(k2, ({ openSecretValue }) => inside(ada, (ctx) => openSecretValue(ctx, PLACE, sealed)))).toBe(
    SECRET,
  )
  await expect(
    withKeys(k1, ({ openSecretValue }) => inside(ada, (ctx) => openSecretValue(ctx, PLACE, sealed))),
  ).rejects.toThrow('SECRET_KEYS lacks the key "k2"')
  expect(await withKeys(`${k2},${k1}`, ({ rewrapKeys }) => inside(ada, (ctx) => rewrapKeys(ctx)))).toBe(0)
})

it('two first secrets at the same moment share one key', async () => {
  const sealed = await Promise.all([1, 2, 3, 4].map((n) => inside(ada, (ctx) => sealSecretValue(ctx, PLACE, `s${n}`))))
  expect(new Set(sealed.map((text) => text.split('.')[1])).size).toBe(1)
  expect(await inside(ada, (ctx) => openSecretValue(ctx, PLACE, sealed[3] ?? ''))).toBe('s4')
  expect(await inside(ada, (ctx) => rewrapKeys(ctx))).toBe(0)
})
