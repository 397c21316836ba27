import { brotliDecompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { PORTAL_ACCESS, type PortalAccess } from '@/domain/portal/access'
import { platformQuery } from '@/infra/db'
import { newId } from '@/lib/ids'
import { rotatePortalLink, setPortalAccess, setPortalSteps } from '@/services/portal/settings'
import { castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { personAt } from '@/testing/denial/world'
import { Plant } from '@/testing/plant'
import { type PortalHost, portalAddress } from './address'
import type { Reply } from './answer'
import { servePortal } from './serve'

const CANARY = 'canary-internal'
const PATHS = ['', '/status.json', '/feed.atom', '/maintenance.ics', '/updates', '/history/'] as const

let partner: Awaited<ReturnType<typeof castPartner>>
let clientId: string
let other: string
let cleo: UserCaller
let rival: UserCaller
let key = ''

const host = (): PortalHost => ({ kind: 'partner', tenantId: partner.tenantId, clientId: null })

async function get(path: string, headers: Record<string, string> = {}, at: PortalHost = host(), now = new Date()) {
  const address = portalAddress(path, at)
  if (!address) throw new Error(`${path} is no portal's`)
  const header = (name: string) => ({ host: 'p.localhost', ...headers })[name]
  return servePortal({ address, path, search: '', header }, now)
}
const textOf = (reply: Reply) => reply.body?.toString() ?? ''

/** The door remembers for a moment what it read; a test does not wait. */
let clock = Date.now()
function later(): Date {
  clock += 20_000
  return new Date(clock)
}

beforeAll(async () => {
  partner = await castPartner()
  clientId = await castClient(partner, 'pumps')
  other = await castClient(partner, 'other')
  cleo = await castMember(partner, { name: 'Cleo', role: 'client_plant', clientIds: [clientId] })
  rival = await castMember(partner, { name: 'Rita', role: 'client_plant', clientIds: [other] })
  const plant = await Plant.open(partner.tenantId, clientId)
  const site = await plant.site('Europe/Berlin')
  const shown = await plant.process(site, 'Orders reach the shop floor')
  const hidden = await plant.process(site, 'Secret step', 1)
  for (const [number, processId] of [shown, hidden].entries()) {
    const workflow = await plant.workflow({ processId, siteId: site, name: `Workflow ${number}` })
    const incidentId = await plant.incident(workflow, 10 + number, { title: 'x', openedAt: new Date(), siteId: site })
    for (const [audience, body] of [
      ['internal', `${CANARY} ${number}`],
      ['client', `We restart <script>it ${number}</script>.`],
    ])
      await plant.insert('incident_note', {
        id: newId(),
        incidentId,
        audience,
        author: 'Ben',
        body,
        createdAt: new Date(),
      })
  }
  await setPortalSteps(partner.ada, { clientId, hiddenProcessIds: [hidden] })
  await plant.close()
})

async function open(access: PortalAccess): Promise<void> {
  const { path } = await setPortalAccess(partner.ada, { clientId, access })
  if (path) key = path.split('/').at(-1) ?? ''
}

const month = () => new Date().toISOString().slice(0, 7)
const pathOf = (part: string, secret = '') =>
  `/portal/pumps${secret && `/key/${secret}`}${part === '/history/' ? part + month() : part}`

describe('who sees which part', () => {
  const actors = ['stranger', 'key', 'wrong key', 'member', 'other client', 'owner'] as const
  const expected: Record<PortalAccess, Record<(typeof actors)[number], 'open' | 'ask' | 'no'>> = {
    closed: { stranger: 'ask', key: 'no', 'wrong key': 'no', member: 'no', 'other client': 'no', owner: 'open' },
    public: { stranger: 'open', key: 'no', 'wrong key': 'no', member: 'open', 'other client': 'open', owner: 'open' },
    link: { stranger: 'ask', key: 'open', 'wrong key': 'no', member: 'open', 'other client': 'no', owner: 'open' },
    members: { stranger: 'ask', key: 'no', 'wrong key': 'no', member: 'open', 'other client': 'no', owner: 'open' },
  }

  it.each(PORTAL_ACCESS)('%s: every path, every reader', async (access) => {
    await open('link')
    await open(access)
    const people = { member: cleo, 'other client': rival, owner: partner.ada }
    for (const actor of actors)
      for (const part of PATHS) {
        const secret = actor === 'key' ? key : actor === 'wrong key' ? 'x'.repeat(43) : ''
        const person = people[actor as keyof typeof people]
        const headers: Record<string, string> = person
          ? { cookie: await personAt('p.localhost', person as UserCaller).cookie() }
          : {}
        const reply = await get(pathOf(part, secret), headers, host(), later())
        const text = textOf(reply)
        const isFeed = part.includes('.')
        const wanted = { open: 200, ask: isFeed ? 404 : 303, no: 404 }[expected[access][actor]]
        expect([access, actor, part, reply.status]).toEqual([access, actor, part, wanted])
        expect(text).not.toContain(CANARY)
        expect(text).not.toContain('Secret step')
        if (reply.status === 404) expect(text).toBe('There is no such page.\n')
        if (access !== 'public') expect(reply.headers['cache-control']).toBe('private, no-store')
      }
  })

  it('answers a stranger alike whether there is a portal or not', async () => {
    await open('members')
    const [real, none] = [
      await get('/portal/pumps', {}, host(), later()),
      await get('/portal/nobody', {}, host(), later()),
    ]
    expect({ ...real, headers: { ...real.headers, location: '' } }).toEqual({
      ...none,
      headers: { ...none.headers, location: '' },
    })
  })

  it('ends the old secret when a new one is made', async () => {
    await open('closed')
    await open('link')
    const { path } = await rotatePortalLink(partner.ada, { clientId })
    expect((await get(path, {}, host(), later())).status).toBe(200)
    expect((await get(pathOf('', key), {}, host(), later())).status).toBe(404)
    key = path.split('/').at(-1) ?? ''
    const [row] = await platformQuery<{ linkHash: string }>(
      'SELECT link_hash AS "linkHash" FROM portal WHERE client_id = $1',
      [clientId],
    )
    expect(row?.linkHash).not.toContain(key)
  })

  it('shows on a client’s own host that client only, at the root', async () => {
    await open('public')
    const own: PortalHost = { kind: 'partner', tenantId: partner.tenantId, clientId }
    expect(textOf(await get('/', {}, own, later()))).toContain('Orders reach the shop floor')
    expect(portalAddress('/portal/other', own)).toBeNull()
    expect(portalAddress('/', host())).toBeNull()
  })
})

describe('the public page', () => {
  beforeAll(() => open('public'))

  it('says what has stopped in plant words, escaped, without script, small', async () => {
    const reply = await get('/portal/pumps', { 'accept-encoding': 'gzip, br' }, host(), later())
    const html = brotliDecompressSync(reply.body ?? Buffer.alloc(0)).toString()
    expect(html).toContain('Stopped')
    expect(html).toContain('We restart &lt;script&gt;it 0&lt;/script&gt;.')
    expect(html).not.toMatch(/<script|https?:\/\//)
    expect(html.length).toBeLessThan(30_000)
    expect(reply.headers['content-encoding']).toBe('br')
  })

  it('speaks German, and answers 304 to a reader who has the page', async () => {
    const at = later()
    const reply = await get('/portal/pumps', { 'accept-language': 'de-DE,en' }, host(), at)
    expect(textOf(reply)).toContain('Laufen meine Aufträge?')
    const again = { 'accept-language': 'de-DE,en', 'if-none-match': reply.headers.etag ?? '' }
    expect((await get('/portal/pumps', again, host(), at)).status).toBe(304)
  })

  it('feeds: ids stay, and updated moves with the note', async () => {
    const atom = textOf(await get('/portal/pumps/feed.atom', {}, host(), later()))
    expect(atom).toMatch(/<id>tag:p\.localhost,\d{4}-\d\d-\d\d:pumps\/10<\/id>/)
    expect(atom).toContain('We restart &#60;script&#62;it 0&#60;/script&#62;.')
    expect(textOf(await get('/portal/pumps/maintenance.ics', {}, host(), later()))).toMatch(/^BEGIN:VCALENDAR\r\n/)
  })
})
