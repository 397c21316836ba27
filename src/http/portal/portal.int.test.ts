import { beforeAll, describe, expect, it } from 'vitest'
import { pool } from '@/infra/db'
import { newId } from '@/lib/ids'
import { PageCache } from './cache'
import { servePortal } from './serve'

const CANARY = 'canary-internal'
const brand = { name: 'Nordlicht', color: '#0e545e' }

async function plant(slug: string, isPublic: boolean): Promise<{ host: string; client: string }> {
  const owner = pool('andon_owner')
  const [tenant, client, site, process, workflow, incident] = Array.from({ length: 6 }, () => newId())
  const host = `${slug}.localhost`
  const rows: [string, unknown[]][] = [
    [`INSERT INTO partner VALUES ($1, $2, $3, 'en', $3, $4, NULL, now())`, [tenant, slug, brand.name, brand.color]],
    [`INSERT INTO host VALUES ($1, $2)`, [host, tenant]],
    [
      `INSERT INTO client (tenant_id, id, slug, name, created_at, portal_public) VALUES ($1, $2, 'pumps', '<b>Pumps</b>', now(), $3)`,
      [tenant, client, isPublic],
    ],
    [`INSERT INTO site VALUES ($1, $2, $3, 'hh', 'Works', 'Hamburg', 'Europe/Berlin', now())`, [tenant, site, client]],
    [
      `INSERT INTO process VALUES ($1, $2, $3, $4, 'orders', 'Orders', 'Orders reach the shop floor', 0)`,
      [tenant, process, client, site],
    ],
    [
      `INSERT INTO workflow (tenant_id, id, client_id, site_id, process_id, key, name, lifecycle, tier, created_at)
      VALUES ($1, $2, $3, $4, $5, 'orders', 'Order release', 'live', 1, now())`,
      [tenant, workflow, client, site, process],
    ],
    [
      `INSERT INTO incident (tenant_id, id, number, client_id, workflow_id, cause_key, kind, title, impact, status, opened_at, detected_at, last_at)
      VALUES ($1, $2, 1, $3, $4, 'failed:x', 'failed', 'x', 80, 'open', now(), now(), now())`,
      [tenant, incident, client, workflow],
    ],
    [
      `INSERT INTO incident_note VALUES ($1, gen_random_uuid(), $2, $3, 'internal', 'Ben', $4, now())`,
      [tenant, client, incident, CANARY],
    ],
    [
      `INSERT INTO incident_note VALUES ($1, gen_random_uuid(), $2, $3, 'client', 'Ben', 'We restart <script>it</script>.', now())`,
      [tenant, client, incident],
    ],
  ]
  const connection = await owner.connect()
  await connection.query('SET ROLE NONE')
  for (const [text, values] of rows) await connection.query(text, values)
  connection.release(true)
  return { host, client: client ?? '' }
}

const get = (host: string, path: string, headers: Record<string, string> = {}) =>
  servePortal(new Request(`http://${host}${path}`, { headers: { host, ...headers } }), 'test')

let open: { host: string }
beforeAll(async () => {
  open = await plant('open', true)
  await plant('closed', false)
})

describe('the public portal', () => {
  it('says in plant words what has stopped, in the brand, without script', async () => {
    const response = await get(open.host, '/portal/pumps')
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('Orders reach the shop floor')
    expect(html).toContain('Stopped')
    expect(html).toContain(brand.color)
    expect(html).not.toMatch(/<script|https?:\/\//)
    expect(Buffer.byteLength(html)).toBeLessThan(30_000)
  })

  it('shows client notes, escaped, and never an internal one', async () => {
    const html = await (await get(open.host, '/portal/pumps')).text()
    expect(html).toContain('We restart &lt;script&gt;it&lt;/script&gt;.')
    expect(html).toContain('&lt;b&gt;Pumps&lt;/b&gt;')
    expect(html).not.toContain(CANARY)
    expect(await (await get(open.host, '/portal/pumps/status.json')).text()).not.toContain('restart')
  })

  it('speaks German to a German browser', async () => {
    expect(await (await get(open.host, '/portal/pumps', { 'accept-language': 'de-DE,en' })).text()).toContain(
      'Laufen meine Aufträge?',
    )
  })

  it.each([
    ['a portal nobody opened', 'closed.localhost', '/portal/pumps'],
    ['a client that does not exist', 'open.localhost', '/portal/other'],
    ['an unknown host', 'nobody.localhost', '/portal/pumps'],
  ])('answers 404 for %s, always the same', async (_what, host, path) => {
    const response = await get(host, path)
    expect([response.status, await response.text()]).toEqual([404, 'There is no such page.\n'])
  })

  it('answers 304 to a reader who has the page', async () => {
    const etag = (await get(open.host, '/portal/pumps')).headers.get('etag') ?? ''
    expect((await get(open.host, '/portal/pumps', { 'if-none-match': etag })).status).toBe(304)
  })
})

describe('PageCache', () => {
  it('builds once for all who wait, and again when the page is old', async () => {
    const cache = new PageCache()
    let built = 0
    const build = async () => `page ${++built}`
    const pages = await Promise.all([cache.get('k', 0, build), cache.get('k', 0, build)])
    expect(pages.map((page) => page?.body)).toEqual(['page 1', 'page 1'])
    expect((await cache.get('k', 2_999, build))?.body).toBe('page 1')
    expect((await cache.get('k', 3_000, build))?.body).toBe('page 2')
  })

  it('serves the last page when a new one cannot be built, and fails only without one', async () => {
    const cache = new PageCache()
    const broken = () => Promise.reject(new Error('database gone'))
    await expect(cache.get('k', 0, broken)).rejects.toThrow('database gone')
    await cache.get('k', 0, async () => 'good')
    expect((await cache.get('k', 9_000, broken))?.body).toBe('good')
  })

  it('forgets a portal that was closed', async () => {
    const cache = new PageCache()
    await cache.get('k', 0, async () => 'good')
    expect(await cache.get('k', 9_000, async () => null)).toBeNull()
    expect(await cache.get('k', 9_001, async () => null)).toBeNull()
  })
})
