import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, isIP, type LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOutbound, isPublicAddress, type Outbound } from '.'

/** Counts every TCP connection: a refused request must not even have knocked. */
let trap: Server
let trapPort = 0
let knocks = 0

beforeAll(async () => {
  trap = createServer((request, response) => {
    if (request.url === '/redirect')
      return response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end('x')
    if (request.url === '/long') return response.end(Buffer.alloc(200_000, 'x'))
    if (request.url === '/slow') return response.write('a') // and never ends
    return response.setHeader('x-said', 'hello').end('secret words of the other side')
  })
  trap.on('connection', () => knocks++)
  await new Promise<void>((resolve) => trap.listen(0, '::', resolve))
  trapPort = (trap.address() as AddressInfo).port
})
afterAll(
  () =>
    new Promise((resolve) => {
      trap.closeAllConnections()
      trap.close(resolve)
    }),
)

/** A resolver of the test's own: every name leads where the test says. */
const leadsTo =
  (...addresses: string[]): LookupFunction =>
  (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    )

const BLOCKED_V4 = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.1.2.3',
  '127.255.255.254',
  '169.254.0.1',
  '169.254.169.254',
  '169.254.170.2',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.0.170',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
]
const BLOCKED_V6 = [
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '::ffff:10.0.0.1',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::7f00:1',
  '100::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:2::1',
  '2001:10::1',
  '2001:20::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  '2002:c0a8:1::1',
  '3fff::1',
  '3ffe::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fd12:3456:789a::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'ff05::2',
  '2620:4f:8000::1',
]
/** The same loopback and metadata addresses as people spell them to slip through. */
const SPELLINGS = [
  'localhost.',
  '0',
  '0x0',
  '127.1',
  '127.0.1',
  '2130706433',
  '017700000001',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '0177.0.0.1',
  '0177.1',
  '127.0.0.1.',
  '%31%32%37.0.0.1',
  '127%2e0%2e0%2e1',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '127。0。0。1',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '169.254.43518',
  '0xa9.0xfe.0xa9.0xfe',
  '[::ffff:127.0.0.1]',
  '[0:0:0:0:0:ffff:7f00:0001]',
  '[::127.0.0.1]',
  '[0000:0000:0000:0000:0000:0000:0000:0001]',
]
const PRIVATE_NAMES = [
  'localhost',
  'metadata.google.internal',
  'intranet',
  'db',
  'redis.default.svc.cluster.local',
  'router.lan',
  'n8n.partner.example',
]
const BAD_SCHEMES = [
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
  'data:text/plain,hi',
  'javascript:1',
  'ws://example.com/',
  'dict://127.0.0.1:11211/',
  'ldap://127.0.0.1/',
  'blob:https://example.com/1',
  'about:blank',
  'not a url',
  '',
  '//example.com',
  'https://',
  'http://example.com/',
  'unix:/var/run/docker.sock',
  'jar:https://example.com!/',
  'tftp://10.0.0.1/x',
]
const BAD_PORTS = [22, 25, 53, 80, 110, 143, 389, 445, 3306, 3389, 5432, 5678, 6379, 8000, 8080, 9200, 11211, 27017]
const USERINFO = [
  'https://user@example.com/',
  'https://user:pw@example.com/',
  'https://example.com@127.0.0.1/',
  'https://127.0.0.1#@example.com/',
  'https://example.com:443@[::1]:443/',
]

/** ~200 URLs; none may lead to a connection. The trap's port counts as allowed, so that only the address can save us. */
const corpus = () => [
  ...BLOCKED_V4.flatMap((host) => [`https://${host}/`, `https://${host}:${trapPort}/x`]),
  ...BLOCKED_V6.flatMap((host) => [`https://[${host}]/`, `https://[${host}]:${trapPort}/x`]),
  ...SPELLINGS.map((host) => `https://${host}:${trapPort}/`),
  ...PRIVATE_NAMES.map((name) => `https://${name}/`),
  ...BAD_SCHEMES,
  ...BAD_PORTS.map((port) => `https://example.com:${port}/`),
  ...USERINFO,
]

/** A client that would knock at the trap, were the address not judged. */
const closed = (resolve: LookupFunction): Outbound =>
  createOutbound({ resolve, allow: [], ports: new Set(['443', String(trapPort)]) })

describe('nothing private is reached', () => {
  it(`0 connections over ${corpus().length} URLs`, async () => {
    const before = knocks
    const out = closed(leadsTo('127.0.0.1'))
    expect(corpus().length).toBeGreaterThanOrEqual(190)
    for (const url of corpus()) {
      const answer = await out(url)
      expect({ url, ok: answer.ok, reason: answer.ok ? '' : answer.reason }).toEqual({
        url,
        ok: false,
        reason: 'refused',
      })
    }
    expect(knocks).toBe(before)
  })

  it.each([...BLOCKED_V4, ...BLOCKED_V6])(
    'a name that leads to %s is refused before a socket is opened',
    async (address) => {
      const answer = await createOutbound({ resolve: leadsTo(address), allow: [] })('https://n8n.example.com/')
      expect(answer).toMatchObject({ ok: false, reason: 'refused' })
    },
  )

  it('one private address among public ones refuses the name', async () => {
    const mixed = createOutbound({ resolve: leadsTo('93.184.215.14', '127.0.0.1'), allow: [] })
    expect(await mixed('https://n8n.example.com/')).toMatchObject({ ok: false, reason: 'refused' })
  })

  it('a name that changes its answer (DNS rebinding) is asked once per connection, and that answer is judged', async () => {
    const before = knocks
    let asked = 0
    // public first, loopback for ever after: a check apart from the connect would be fooled by the second answer
    const rebinding: LookupFunction = (_name, _options, done) =>
      done(null, [{ address: asked++ === 0 ? '93.184.215.14' : '127.0.0.1', family: 4 }])
    const out = closed(rebinding)
    const url = `https://n8n.example.com:${trapPort}/`
    expect((await out(url, { timeoutMs: 200 })).ok).toBe(false) // no internet here: unreachable or late, never the trap
    for (let turn = 1; turn < 5; turn++) expect(await out(url)).toMatchObject({ ok: false, reason: 'refused' })
    expect(asked).toBe(5)
    expect(knocks).toBe(before)
  })

  it('public addresses are public', () => {
    for (const address of [
      '1.1.1.1',
      '8.8.8.8',
      '93.184.215.14',
      '2606:4700:4700::1111',
      '2a00:1450:4001:82a::200e',
      '::ffff:1.1.1.1',
    ])
      expect({ address, isPublic: isPublicAddress(address) }).toEqual({ address, isPublic: true })
  })
})

describe('an address that this installation allows', () => {
  const open = (): Outbound =>
    createOutbound({ resolve: leadsTo('127.0.0.1'), allow: [`127.0.0.1:${trapPort}`, `n8n.internal:${trapPort}`] })

  it('is reached over plain http, by number and by name; another port of it is not', async () => {
    for (const host of ['127.0.0.1', 'n8n.internal'])
      expect(await open()(`http://${host}:${trapPort}/`)).toMatchObject({
        ok: true,
        status: 200,
        headers: { 'x-said': 'hello' },
      })
    expect(await open()(`http://127.0.0.1:${trapPort + 1}/`)).toMatchObject({ ok: false, reason: 'refused' })
    expect(await open()(`http://other.internal:${trapPort}/`)).toMatchObject({ ok: false, reason: 'refused' })
  })

  it('a redirect to the metadata service is refused, and nothing it said is repeated', async () => {
    const answer = await open()(`http://127.0.0.1:${trapPort}/redirect`)
    expect(answer).toMatchObject({ ok: false, reason: 'redirect' })
    expect(JSON.stringify(answer)).not.toMatch(/169\.254|meta-data/)
  })

  it('too long an answer and one that never ends are cut off', async () => {
    expect(await open()(`http://127.0.0.1:${trapPort}/long`, { maxBytes: 100_000 })).toMatchObject({
      ok: false,
      reason: 'too_large',
    })
    expect(await open()(`http://127.0.0.1:${trapPort}/slow`, { timeoutMs: 100 })).toMatchObject({
      ok: false,
      reason: 'timeout',
    })
  })

  it('a closed port is said to be unreachable', async () => {
    const gone = createSocketServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const answer = await createOutbound({ resolve: leadsTo('127.0.0.1'), allow: [`127.0.0.1:${port}`] })(
      `http://127.0.0.1:${port}/`,
    )
    expect(answer).toEqual({ ok: false, reason: 'unreachable', detail: 'could not be reached (ECONNREFUSED)' })
  })
})
