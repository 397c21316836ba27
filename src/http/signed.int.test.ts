import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closePools } from '@/infra/db'
import { logger } from '@/infra/logger'
import type { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { signatureOf, signingKeyOf } from '@/lib/standard-webhooks'
import { tidy } from '@/services/platform/tidy'
import { createSigningSecret } from '@/services/signing/create-secret'
import { listSigning } from '@/services/signing/list'
import { requireSignature } from '@/services/signing/require-signature'
import { retireSigningSecret } from '@/services/signing/retire-secret'
import { createSource } from '@/services/source/create'
import { createApiKey } from '@/services/source/create-key'
import { forgetKey } from '@/services/source/resolve-key'
import { lastAudit } from '@/testing/audit-rows'
import { castMember } from '@/testing/cast'
import { anEvent, castSender, eventPathDigest, rowsOf, type Sender } from '@/testing/sender'
import { eventsDoor } from './events'
import { requestListener } from './listener'

let server: Server
let url: string
let ben: Sender
let secret: string
let signingSecretId: string
beforeAll(async () => {
  server = createServer(requestListener([eventsDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/events`
})
beforeEach(async () => {
  ben = await castSender()
  const made = await createSigningSecret(ben.partner.ada, { sourceId: ben.sourceId })
  secret = made.secret
  signingSecretId = made.signingSecretId
  await requireSignature(ben.partner.ada, { sourceId: ben.sourceId, isRequired: true })
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await closePools()
})

interface Sent {
  body?: string
  by?: string
  id?: string
  at?: number
  headers?: Record<string, string>
}

const text = () => JSON.stringify(anEvent())

function signed({ body = text(), by = secret, id = newId(), at = Date.now() }: Sent = {}) {
  const timestamp = String(Math.floor(at / 1000))
  const signature = signatureOf(signingKeyOf(by), { id, timestamp, body: Buffer.from(body) })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
}

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, key = ben.key) {
  const auth = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
  const response = await fetch(url, { method: 'POST', body, headers: { ...auth, ...headers } })
  return { status: response.status, body: await response.json() }
}

const send = (sent: Sent = {}) => {
  const body = sent.body ?? text()
  return post(body, { ...signed({ ...sent, body }), ...sent.headers })
}
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )

describe('a source that takes signed deliveries only', () => {
  it('takes what is signed, plain or gzip, and the same again as a duplicate', async () => {
    const [body, id] = [text(), newId()]
    expect(await send({ body, id })).toMatchObject({ status: 202, body: { accepted: 1 } })
    expect(await send({ body, id, at: Date.now() + 2000 })).toMatchObject({ status: 202, body: { duplicates: 1 } })
    const other = text()
    const packed = new Uint8Array(gzipSync(other))
    expect(await post(packed, { ...signed({ body: other }), 'content-encoding': 'gzip' })).toMatchObject({
      status: 202,
      body: { accepted: 1 },
    })
  })

  it('stores nothing of what is forged, and says what to change', async () => {
    const mallory = await castSender()
    const theirs = await createSigningSecret(mallory.partner.ada, { sourceId: mallory.sourceId })
    const sister = await createSource(ben.partner.ada, { clientId: ben.clientId, kind: 'api', name: 'sister' })
    const sisters = await createSigningSecret(ben.partner.ada, { sourceId: sister.sourceId })
    await send()
    const before = await eventPathDigest(ben.tenantId)
    const body = text()
    const good = signed({ body })
    const answers = await Promise.all([
      post(body),
      post(body, { 'webhook-id': good['webhook-id'], 'webhook-timestamp': good['webhook-timestamp'] }),
      post(body, { ...good, 'webhook-signature': '' }),
      post(body.replace('order-release', 'order-releasf'), good),
      post(` ${body}`, good),
      post(body, { ...good, 'webhook-id': newId() }),
      post(body, { ...good, 'webhook-timestamp': String(Number(good['webhook-timestamp']) + 1) }),
      send({ at: Date.now() - 302_000 }),
      send({ at: Date.now() + 302_000 }),
      send({ by: theirs.secret }),
      send({ by: sisters.secret }),
      // Even what is no JSON is judged by its signature first.
      post('{', signed({ body })),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401))
    expect(answers.map((answer) => answer.body.detail).every((detail) => /webhook-/.test(detail))).toBe(true)
    expect(await eventPathDigest(ben.tenantId)).toBe(before)
  })

  it('refuses every changed byte of body and headers at the door', async () => {
    const body = text()
    const good = signed({ body })
    const statuses = new Set<number>()
    for (let at = 0; at < body.length; at += 1) {
      const changed = new Uint8Array(Buffer.from(body))
      changed[at] = (changed[at] ?? 0) ^ 1
      statuses.add((await post(changed, good)).status)
    }
    for (const [name, value] of Object.entries(good)) {
      for (let at = 0; at < value.length; at++) {
        const changed = value.slice(0, at) + (value[at] === 'z' ? 'y' : 'z') + value.slice(at + 1)
        statuses.add((await post(body, { ...good, [name]: changed })).status)
      }
    }
    expect([...statuses]).toEqual([401])
    expect((await post(body, good)).status).toBe(202)
  })

  it('refuses a webhook-id that came with another body, also after a restart; a source of its own may use it', async () => {
    const [id, body] = [newId(), text()]
    await send({ id, body })
    forgetKey(ben.key.split('_')[1] ?? '')
    const before = await eventPathDigest(ben.tenantId)
    expect(await send({ id })).toMatchObject({ status: 409, body: { detail: expect.stringContaining('webhook-id') } })
    expect(await eventPathDigest(ben.tenantId)).toBe(before)
    const both = await Promise.all([send({ id: `${id}x` }), send({ id: `${id}x` })])
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409])
    const other = await castSender(ben.partner)
    const made = await createSigningSecret(other.partner.ada, { sourceId: other.sourceId })
    const own = text()
    expect((await post(own, signed({ id, body: own, by: made.secret }), other.key)).status).toBe(202)
  })

  it('forgets a delivery’s name after a day, not sooner', async () => {
    const [young, old] = [newId(), newId()]
    await send({ id: young })
    await send({ id: old })
    await rowsOf(`UPDATE signed_delivery SET received_at = now() - interval '25 hours' WHERE delivery_id = $1`, [old])
    await tidy()
    const rows = await rowsOf('SELECT delivery_id FROM signed_delivery WHERE tenant_id = $1', [ben.tenantId])
    expect(rows).toEqual([{ delivery_id: young }])
  })
})

describe('rotation', () => {
  it('takes both live secrets, never a third, and refuses the retired one at once', async () => {
    const next = await createSigningSecret(ben.partner.ada, { sourceId: ben.sourceId })
    expect([(await send()).status, (await send({ by: next.secret })).status]).toEqual([202, 202])
    const third = await Promise.all(
      [1, 2].map(() => codeOf(createSigningSecret(ben.partner.ada, { sourceId: ben.sourceId }))),
    )
    expect(third).toEqual(['CONFLICT', 'CONFLICT'])
    const body = text()
    const both = [signed({ body, id: 'm' }), signed({ body, id: 'm', by: next.secret })].map(
      (each) => each['webhook-signature'],
    )
    expect((await post(body, { ...signed({ body, id: 'm' }), 'webhook-signature': both.join(' ') })).status).toBe(202)
    await retireSigningSecret(ben.partner.ada, { signingSecretId })
    expect([(await send()).status, (await send({ by: next.secret })).status]).toEqual([401, 202])
    expect(await codeOf(retireSigningSecret(ben.partner.ada, { signingSecretId }))).toBe('CONFLICT')
  })

  it('keeps the last secret of a source that insists; after letting go, nothing is asked', async () => {
    expect(await codeOf(retireSigningSecret(ben.partner.ada, { signingSecretId }))).toBe('CONFLICT')
    await requireSignature(ben.partner.ada, { sourceId: ben.sourceId, isRequired: false })
    // Not required, yet a signature that is sent is held to.
    expect([(await post(text())).status, (await send({ by: `whsec_${'A'.repeat(43)}=` })).status]).toEqual([202, 401])
    await retireSigningSecret(ben.partner.ada, { signingSecretId })
    expect((await post(text())).status).toBe(202)
    expect(await codeOf(requireSignature(ben.partner.ada, { sourceId: ben.sourceId, isRequired: true }))).toBe(
      'CONFLICT',
    )
  })

  it('asks the database for the secrets once, then from memory; a secret that does not open stops the sender', async () => {
    const facts = { name: 'second', scopes: ['events:write' as const], expiresAt: null }
    const { key } = await createApiKey(ben.partner.ada, { sourceId: ben.sourceId, ...facts })
    const sendBy = async () => {
      const body = text()
      return (await post(body, signed({ body }), key)).status
    }
    expect(await sendBy()).toBe(202)
    await rowsOf(`UPDATE signing_secret SET sealed = left(sealed, -4) || 'AAAA' WHERE id = $1`, [signingSecretId])
    expect(await sendBy()).toBe(202)
    forgetKey(key.split('_')[1] ?? '')
    const quiet = vi.spyOn(logger, 'error').mockReturnValue(undefined)
    expect(await sendBy()).toBe(503)
    expect(quiet).toHaveBeenCalledWith(expect.anything(), 'a signing secret did not open')
    quiet.mockRestore()
  })
})

describe('the verbs', () => {
  it('show the secret once, store it sealed, and record that it happened', async () => {
    const [row] = await rowsOf<{ sealed: string }>('SELECT * FROM signing_secret WHERE id = $1', [signingSecretId])
    expect(row?.sealed).toMatch(/^v1\./)
    const audit = await lastAudit(ben.partner.ada, 'source.create-signing-secret')
    const list = await listSigning(ben.partner.ada, {})
    expect(JSON.stringify([row, audit, list])).not.toContain(secret.slice(11))
    expect(audit).toMatchObject({ after: { signingSecret: `${secret.slice(0, 10)}…`, liveSecrets: 1 } })
    expect(list).toMatchObject([{ sourceId: ben.sourceId, isRequired: true, secrets: [{ hint: secret.slice(0, 10) }] }])
    expect(await lastAudit(ben.partner.ada, 'source.require-signature')).toMatchObject({
      before: { requireSignature: false },
      after: { requireSignature: true },
    })
  })

  it('are for owners, of their own sources, that send events', async () => {
    const { partner, clientId, sourceId } = ben
    const mallory = await castSender()
    const operator = await castMember(partner, { name: 'Otto', role: 'partner_operator' })
    const pings = await createSource(partner.ada, { clientId, kind: 'ping', name: 'pings' })
    expect([
      await codeOf(createSigningSecret(operator, { sourceId })),
      await codeOf(createSigningSecret(mallory.partner.ada, { sourceId })),
      await codeOf(retireSigningSecret(mallory.partner.ada, { signingSecretId })),
      await codeOf(requireSignature(mallory.partner.ada, { sourceId, isRequired: false })),
      await codeOf(createSigningSecret(partner.ada, pings)),
    ]).toEqual(['FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'INVALID'])
  })
})

it('leaves a source without secrets alone', async () => {
  const plain = await castSender()
  await post(text(), {}, plain.key)
  expect((await post(text(), { 'webhook-signature': 'v1,x' }, plain.key)).status).toBe(202)
  expect(await rowsOf('SELECT 1 FROM signed_delivery WHERE tenant_id = $1', [plain.tenantId])).toEqual([])
})
