import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { hashSecret, parseKey } from '@/domain/source/key'
import { closePools, platformQuery } from '@/infra/db'
import type { AppError } from '@/lib/errors'
import { newId } from '@/lib/ids'
import { lastAudit } from '@/testing/audit-rows'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { createWorkflow } from '../workflow/create'
import { createSource } from './create'
import { createApiKey } from './create-key'
import { createPingKey } from './create-ping-key'
import { readKeyForm } from './form'
import { listKeys } from './list-keys'
import { revokeApiKey } from './revoke-key'

let partner: CastPartner
let rival: CastPartner
let clientId: string
let sourceId: string

beforeEach(async () => {
  partner = await castPartner()
  rival = await castPartner('Mallory')
  clientId = await castClient(partner)
  sourceId = (await createSource(partner.ada, { clientId, kind: 'api', name: 'n8n production' })).sourceId
})
afterAll(closePools)

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const makeKey = (caller: UserCaller, extra: { sourceId?: string; expiresAt?: Date | null } = {}) =>
  createApiKey(caller, { sourceId, name: 'production', scopes: ['events:write'], expiresAt: null, ...extra })

async function workflowOf(owner: CastPartner, client: string): Promise<string> {
  const key = `order-release-${newId().slice(-6)}`
  const input = createWorkflow.input.parse({ clientId: client, key, name: 'Order release', tier: 2 })
  return (await createWorkflow(owner.ada, input)).workflowId
}

describe('createApiKey', () => {
  it('shows the secret once and stores its hash', async () => {
    const { key, apiKeyId } = await makeKey(partner.ada)
    const parsed = parseKey(key)
    expect(parsed?.kind).toBe('api')
    const [row] = await platformQuery<{ secret_hash: string; client_id: string }>(
      'SELECT * FROM api_key WHERE id = $1',
      [apiKeyId],
    )
    expect(row).toMatchObject({ secret_hash: hashSecret(parsed?.secret ?? ''), client_id: clientId })
    const everything = JSON.stringify([
      row,
      await listKeys(partner.ada, {}),
      await lastAudit(partner.ada, 'apiKey.create'),
    ])
    expect(everything).not.toContain(parsed?.secret)
    expect(await lastAudit(partner.ada, 'apiKey.create')).toMatchObject({
      after: { keyId: parsed?.keyId, scopes: ['events:write'] },
    })
  })

  it('is for owners, for sources they see, and into the future', async () => {
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
    const lena = await castMember(partner, {
      name: 'Lena',
      role: 'partner_owner',
      clientIds: [await castClient(partner)],
    })
    expect([
      await codeOf(makeKey(ben)),
      await codeOf(makeKey(lena)),
      await codeOf(makeKey(rival.ada)),
      await codeOf(makeKey(partner.ada, { expiresAt: new Date(0) })),
    ]).toEqual(['FORBIDDEN', 'NOT_FOUND', 'NOT_FOUND', 'INVALID'])
  })
})

describe('createPingKey', () => {
  it('makes a URL key for one workflow, on the client’s one ping source', async () => {
    const workflowId = await workflowOf(partner, clientId)
    const first = await createPingKey(partner.ada, { workflowId, name: 'nightly', expiresAt: null })
    const second = await createPingKey(partner.ada, { workflowId, name: 'weekly', expiresAt: null })
    expect(parseKey(first.key)?.kind).toBe('ping')
    const rows = await platformQuery<{ source_id: string; workflow_id: string }>(
      'SELECT source_id, workflow_id FROM api_key WHERE id = ANY ($1)',
      [[first.apiKeyId, second.apiKeyId]],
    )
    expect(new Set(rows.map((row) => row.source_id)).size).toBe(1)
    expect(rows[0]?.workflow_id).toBe(workflowId)
    expect((await listKeys(partner.ada, {})).map(({ workflowName }) => workflowName)).toEqual([
      'Order release',
      'Order release',
    ])
  })

  it('knows no workflow of a rival, and no API key for a ping source', async () => {
    const foreign = await workflowOf(rival, await castClient(rival))
    expect(await codeOf(createPingKey(partner.ada, { workflowId: foreign, name: 'x', expiresAt: null }))).toBe(
      'NOT_FOUND',
    )
    const ping = await createSource(partner.ada, { clientId, kind: 'ping', name: 'pings' })
    expect(await codeOf(makeKey(partner.ada, ping))).toBe('INVALID')
  })
})

describe('revokeApiKey', () => {
  it('ends a key once, for owners of this partner', async () => {
    const { apiKeyId } = await makeKey(partner.ada)
    expect(await codeOf(revokeApiKey(rival.ada, { apiKeyId }))).toBe('NOT_FOUND')
    const results = await Promise.all([
      codeOf(revokeApiKey(partner.ada, { apiKeyId })),
      codeOf(revokeApiKey(partner.ada, { apiKeyId })),
    ])
    expect(results.sort()).toEqual(['CONFLICT', 'ok'])
    expect((await listKeys(partner.ada, {}))[0]?.revokedAt).toBeInstanceOf(Date)
    expect(await lastAudit(partner.ada, 'apiKey.revoke')).toMatchObject({
      subjectName: 'production',
      after: { revoked: true },
    })
  })
})

it('lists keys and sources within the scope', async () => {
  await makeKey(partner.ada)
  const lena = await castMember(partner, {
    name: 'Lena',
    role: 'partner_owner',
    clientIds: [await castClient(partner)],
  })
  for (const caller of [lena, rival.ada])
    expect([await listKeys(caller, {}), (await readKeyForm(caller, {})).sources]).toEqual([[], []])
  expect((await readKeyForm(partner.ada, {})).sources).toEqual([{ id: sourceId, clientId, name: 'n8n production' }])
  expect((await readKeyForm(lena, {})).clients).toHaveLength(1)
})

it('makes a source only for a client of this partner that is in use', async () => {
  const foreign = await castClient(rival)
  expect(await codeOf(createSource(partner.ada, { clientId: foreign, kind: 'api', name: 'x' }))).toBe('NOT_FOUND')
  expect(await lastAudit(partner.ada, 'source.create')).toMatchObject({
    subjectName: 'n8n production',
    after: { kind: 'api' },
  })
})
