import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { request } from 'node:https'
import { type AddressInfo, connect, createServer as listener } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { castPartner } from '@/testing/cast'
import { certificateDoor } from './certificate-door'
import type { Door } from './door'
import { requestListener } from './listener'
import { metricsDoor } from './metrics'

const echo: Door = {
  name: 'echo',
  match: (_req, path) => path === '/echo',
  async handle({ res, host }) {
    res.end(JSON.stringify(host))
  },
}

const isThere = spawnSync('caddy', ['version']).status === 0
const home = mkdtempSync(join(tmpdir(), 'caddy-'))
let caddy: ChildProcess
let server: Server
let ours: string
let port: number

async function freePort(): Promise<number> {
  const held = listener().listen(0, '127.0.0.1')
  await once(held, 'listening')
  const { port: free } = held.address() as AddressInfo
  held.close()
  await once(held, 'close')
  return free
}

/** Until it takes connections. */
async function opened(at: number): Promise<void> {
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(at, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise(setImmediate)
  }
}

beforeAll(async () => {
  if (!isThere) return
  ours = (await castPartner()).host
  server = createServer(requestListener([certificateDoor, metricsDoor, echo], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const upstream = `127.0.0.1:${(server.address() as AddressInfo).port}`
  port = await freePort()
  const own = { HTTPS_PORT: `${port}`, HTTP_PORT: `${await freePort()}`, TLS_ISSUER: 'internal', UPSTREAM: upstream }
  const env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: home,
    ASK_URL: `http://${upstream}/certificates/ask`,
    ...own,
  }
  caddy = spawn('caddy', ['run', '--config', 'deploy/Caddyfile', '--adapter', 'caddyfile'], { env, stdio: 'ignore' })
  await opened(port)
})
afterAll(async () => {
  if (caddy) {
    caddy.kill()
    await once(caddy, 'exit')
    server.close()
  }
  rmSync(home, { recursive: true, force: true })
  await closePools()
})

interface Answer {
  status: number
  text: string
  headers: string
}

/** A visit over TLS: `name` is what the handshake asks a certificate for. */
function visit(name: string, path: string, host = name): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      // The certificate is the proxy's own: only that there is one for this name is of interest.
      { port, host: '127.0.0.1', servername: name, path, headers: { host }, rejectUnauthorized: false, agent: false },
      (res) => {
        let text = ''
        res.on('data', (chunk) => (text += chunk))
        res.on('end', () => resolve({ status: res.statusCode ?? 0, text, headers: JSON.stringify(res.headers) }))
      },
    )
    asked.on('error', reject).end()
  })
}

describe.skipIf(!isThere)('the Caddyfile', () => {
  it('gets a certificate for a host that answers, and passes the visit on', async () => {
    const { status, text, headers } = await visit(ours, '/echo')
    expect(status).toBe(200)
    expect(JSON.parse(text)).toMatchObject({ kind: 'partner', host: ours })
    expect(headers).not.toMatch(/caddy/i)
  })
  it('gets none for a host nobody proved', async () => {
    await expect(visit('evil.example', '/echo')).rejects.toThrow()
    await expect(visit(`x.${ours}`, '/echo')).rejects.toThrow()
  })
  it('leaves a Host that is not the certificate’s to the program, which refuses it', async () => {
    expect((await visit(ours, '/echo', 'evil.example')).status).toBe(421)
  })
  it('keeps the machine’s own questions inside', async () => {
    for (const path of [`/certificates/ask?domain=${ours}`, '/metrics', '/certificates/../certificates/ask']) {
      for (const host of [ours, '127.0.0.1', 'localhost']) expect((await visit(ours, path, host)).status).toBe(404)
    }
  })
})
