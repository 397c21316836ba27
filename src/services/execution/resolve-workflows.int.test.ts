import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { castSender, rowsOf, type Sender } from '@/testing/sender'
import { MAX_UNCLAIMED, resolveWorkflows } from './resolve-workflows'

let ben: Sender
beforeEach(async () => {
  ben = await castSender()
})
afterAll(closePools)

const resolve = (home: Sender, ...keys: string[]) =>
  resolveWorkflows(home, new Map(keys.map((key) => [key, { key, site: null }])))

describe('resolveWorkflows', () => {
  it('gives one name one id, however many ask at once', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => resolve(ben, 'a', 'b')))
    expect(new Set(found.map((each) => JSON.stringify([...each]))).size).toBe(1)
    expect(await rowsOf('SELECT key FROM workflow WHERE tenant_id = $1 ORDER BY key', [ben.tenantId])).toEqual([
      { key: 'a' },
      { key: 'b' },
    ])
  })

  it('keeps names of two clients apart', async () => {
    const cleo = await castSender(ben.partner)
    expect((await resolve(ben, 'a')).get('a')).not.toEqual((await resolve(cleo, 'a')).get('a'))
  })

  it('stops registering at the bound, and still knows the ones it has', async () => {
    await rowsOf(
      `INSERT INTO workflow (tenant_id, id, client_id, key, name, lifecycle, created_at)
       SELECT $1, gen_random_uuid(), $2, 'w' || n, 'w', 'unclaimed', now() FROM generate_series(1, $3::int) n`,
      [ben.tenantId, ben.clientId, MAX_UNCLAIMED - 1],
    )
    const found = await resolve(ben, 'last', 'one too many', 'w7')
    expect(found.get('last')).toEqual({ id: expect.any(String) })
    expect(found.get('w7')).toEqual({ id: expect.any(String) })
    expect(found.get('one too many')).toEqual({ reason: expect.stringMatching(/^workflow: is unknown/) })
  })
})
