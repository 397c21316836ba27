import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { castPartner } from '@/testing/cast'
import { brandDoor } from './brand-door'
import { certificateDoor } from './certificate-door'
import type { Door } from './door'
import { requestListener } from './listener'

/** Everything a door and Next get to see of a request's host. */
const echo: Door = {
  name: 'echo',
  match: (_req, path) => path.startsWith('/echo'),
  async handle({ req, res, host, path }) {
    res.end(JSON.stringify({ host, path, url: req.url, headers: req.headers }))
  },
}

const CANARY = 'canary'
let server: Server
let port: number
let ours: string
beforeAll(async () => {
  ours = (await castPartner()).host
  server = createServer(requestListener([certificateDoor, brandDoor, echo], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await closePools()
})

/** Bytes as they are, without a client that would mend them. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    socket.setEncoding('latin1').on('data', (chunk) => (answer += chunk))
    socket.on('close', () => resolve(answer)).on('error', reject)
  })
}
const ask = (host: string, { target = '/echo', extra = '' } = {}) =>
  raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${extra}Connection: close\r\n\r\n`)
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

/** Names of nobody, around a name of ours and alone. */
function strangers(): string[] {
  const evil = `${CANARY}.example`
  const forms = [
    evil,
    `${evil}.`,
    `${ours}.${evil}`,
    `${evil}.${ours}`,
    `${CANARY}${ours}`,
    `${ours}${CANARY}`,
    `${ours}.${CANARY}`,
    `xn--${CANARY}-kva.example`,
    `${CANARY}.localhost`,
    `[::ffff:7f00:1]${CANARY}`,
    `0x7f.1.${CANARY}`,
    `${CANARY}_x.example`,
    `${'a.'.repeat(120)}${CANARY}`,
  ]
  const around = [
    (h: string) => h,
    (h: string) => h.toUpperCase(),
    (h: string) => `${h}:80`,
    (h: string) => `${h}:99999`,
    (h: string) => `${h}:0`,
    (h: string) => `${h}:${CANARY}`,
    (h: string) => `user@${h}`,
    (h: string) => `${h}@${ours}`,
    (h: string) => `${ours}@${h}`,
    (h: string) => `${h}/${ours}`,
    (h: string) => `${ours}/${h}`,
    (h: string) => `${ours}?${h}`,
    (h: string) => `${ours}#${h}`,
    (h: string) => `${h},${ours}`,
    (h: string) => `${ours},${h}`,
    (h: string) => `${ours} ${h}`,
    (h: string) => `${h}%00.${ours}`,
    (h: string) => `${h}%0d%0aX:1`,
    (h: string) => `${ours}:80@${h}`,
    (h: string) => `http://${h}`,
    (h: string) => `//${h}`,
    (h: string) => `${h}\\${ours}`,
    (h: string) => `"${h}"`,
    (h: string) => `<${h}>`,
    (h: string) => `'${h}`,
    (h: string) => `${h};${ours}`,
    (h: string) => `${h}..${ours}`,
    (h: string) => `.${h}`,
    (h: string) => `-${h}`,
    (h: string) => `${h}\u00e9`,
    (h: string) => `${h}\u00ad${ours}`,
  ]
  return around.flatMap((wrap) => forms.map(wrap))
}

describe('a host nobody proved', () => {
  it('is refused before any page in every form, and nothing of it comes back', async () => {
    const forms = strangers()
    expect(forms.length).toBeGreaterThanOrEqual(400)
    for (const form of forms) {
      const answer = await ask(form)
      expect([form, [400, 421].includes(statusOf(answer))]).toEqual([form, true])
      expect(answer).not.toContain(CANARY)
    }
  })

  it('cannot come in by another header, a second Host, a broken line or an absolute target', async () => {
    const evil = `${CANARY}.example`
    const headers = [
      'X-Forwarded-Host',
      'X-Host',
      'X-Original-Host',
      'X-Forwarded-Server',
      'Forwarded',
      'X-HTTP-Host-Override',
      'X-Rewrite-URL',
      'X-Original-URL',
      'X-Forwarded-Proto',
      'X-Forwarded-Port',
      'X-Forwarded-For',
      'X-Matched-Path',
      'X-Middleware-Rewrite',
      'X-Invoke-Path',
      'X-Nextjs-Data',
    ]
    const values = [
      evil,
      `host=${evil}`,
      `//${evil}/`,
      `${evil}:80`,
      `"${evil}"`,
      `${ours}, ${evil}`,
      `https://${evil}`,
    ]
    let forms = 0
    for (const name of headers)
      for (const value of values) {
        forms += 1
        const answer = await ask(ours, { extra: `${name}: ${value}\r\n` })
        expect([name, statusOf(answer)]).toEqual([name, 200])
        const { host, url } = JSON.parse(
          answer
            .split('\r\n\r\n')
            .slice(1)
            .join('')
            .replace(/^[0-9a-f]+\r\n|\r\n0$/g, ''),
        ) as { host: { host: string }; url: string }
        expect([host.host, url]).toEqual([ours, '/echo'])
      }
    const broken = [
      `GET /echo HTTP/1.1\r\nHost: ${ours}\r\nHost: ${evil}\r\nConnection: close\r\n\r\n`,
      `GET /echo HTTP/1.1\r\nHost: ${evil}\r\nHost: ${ours}\r\nConnection: close\r\n\r\n`,
      `GET /echo HTTP/1.1\r\n Host: ${evil}\r\nHost: ${ours}\r\nConnection: close\r\n\r\n`,
      `GET /echo HTTP/1.1\r\nHost: ${ours}\r\n ${evil}\r\nConnection: close\r\n\r\n`,
      `GET /echo HTTP/1.1\r\nHost : ${evil}\r\nConnection: close\r\n\r\n`,
      `GET /echo HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n`,
      `GET /echo HTTP/1.1\r\nConnection: close\r\n\r\n`,
      `GET /echo HTTP/1.0\r\n\r\n`,
      `GET http://${evil}/echo HTTP/1.1\r\nHost: ${ours}\r\nConnection: close\r\n\r\n`,
      `GET http://${ours}/echo HTTP/1.1\r\nHost: ${evil}\r\nConnection: close\r\n\r\n`,
      `GET http://${ours}@${evil}/echo HTTP/1.1\r\nHost: ${ours}\r\nConnection: close\r\n\r\n`,
      `GET ftp://${evil}/echo HTTP/1.1\r\nHost: ${ours}\r\nConnection: close\r\n\r\n`,
    ]
    for (const text of broken) {
      forms += 1
      const answer = await raw(text)
      expect([text, statusOf(answer)]).toEqual([
        text,
        expect.toSatisfy((status: number) => [400, 421].includes(status)),
      ])
      expect(answer).not.toContain(CANARY)
    }
    expect(forms).toBeGreaterThanOrEqual(100)
  })
})

describe('a host of ours', () => {
  it('is one name in every way it may be written', async () => {
    for (const form of [ours, ours.toUpperCase(), `${ours}.`, `${ours}:80`, `${ours}.:65535`]) {
      const answer = await ask(form)
      expect([form, statusOf(answer)]).toEqual([form, 200])
      expect(answer).toMatch(new RegExp(`"host":"${ours.replaceAll('.', '\\.')}(:\\d+)?"`))
    }
    const absolute = await ask(ours, { target: `http://${ours.toUpperCase()}/echo?x=1` })
    expect(absolute).toContain('"url":"/echo?x=1"')
  })
})

describe('the question for a certificate', () => {
  const question = (domain: string, { host = '127.0.0.1', extra = '' } = {}) =>
    ask(host, { target: `/certificates/ask?domain=${domain}`, extra })
  it('is yes for hosts that answer here only', async () => {
    expect(statusOf(await question(ours))).toBe(200)
    for (const domain of [
      'evil.example',
      '',
      `${ours}.`,
      `${ours}:80`,
      `x.${ours}`,
      ours.toUpperCase(),
      `${ours}%00`,
      '127.0.0.2',
      '*.localhost',
    ])
      expect([domain, statusOf(await question(domain))]).toEqual([domain, 404])
  })
  it('is answered to nobody who comes through the proxy, whatever Host they say', async () => {
    for (const host of ['127.0.0.1', 'localhost', ours, 'evil.example'])
      for (const name of ['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded', 'Via', 'X-Real-IP'])
        expect(statusOf(await question(ours, { host, extra: `${name}: 203.0.113.7\r\n` }))).toBe(404)
  })
})
