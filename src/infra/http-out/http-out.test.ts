import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, isIP, type LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BLOCKED_V4, BLOCKED_V6, ssrfCorpus } from '@/testing/ssrf-corpus'
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

const corpus = () => ssrfCorpus(trapPort)

/** A client that would knock at the trap, were the address not judged. */
const closed = (resolve: LookupFunction): Outbound =>
  createOutbound({ resolve, allow: [], ports: new Set(['443', String(trapPort)]) })

describe('nothing private is reached', () => {
  it(`0 connections over ${corpus().length} URLs`, async () => {
    const before = knocks
    const out = closed(leadsTo('127.0.0.1'))
    expect(corpus().length).toBeGreaterThanOrEqual(200)
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
