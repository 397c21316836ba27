import { Client } from 'pg'
import { env } from '@/env'
import { platformQuery, pool } from '@/infra/db'
import { newId } from '@/lib/ids'
import { decideApproval } from '@/services/approval/decide'
import { requestChange } from '@/services/change/request'
import type { Caller } from '@/services/context'
import { recordVersion } from '@/services/version/record'
import type { UserCaller } from './cast'

/** A definition in canonical form; `rows` makes it another one. */
export function definitionOf(rows: number, settings: Record<string, string> = { errorWorkflow: 'Alarm' }) {
  const node = { typeVersion: 1, isDisabled: false, credentials: [], onTrouble: {} }
  return {
    nodes: [
      {
        ...node,
        name: 'Every 15 minutes',
        type: 'schedule',
        trigger: 'schedule' as const,
        parameters: { cron: '*/15 * * * *' },
      },
      { ...node, name: 'Read orders', type: 'sap', trigger: null, parameters: { rows } },
    ],
    wires: [{ from: 'Every 15 minutes', output: 'main', to: 'Read orders', input: 'main' }],
    settings,
  }
}

/** A sync has seen this definition. */
export function seeVersion(caller: Caller, workflowId: string, rows: number, isActive = true) {
  const facts = { externalVersionId: null, seenAt: new Date(), isActive }
  return recordVersion(caller, recordVersion.input.parse({ workflowId, definition: definitionOf(rows), ...facts }))
}

export const WORDS = { title: 'Read more orders', why: 'The night batch grew', risk: 'Longer runs', rollback: null }

export function askChange(caller: Caller, versionId: string, more: object = {}) {
  return requestChange(caller, requestChange.input.parse({ ...WORDS, versionId, ...more }))
}

/** The request that waits about a subject. */
export async function requestOf(subjectId: string): Promise<{ id: string; contentHash: string; status: string }> {
  const [row] = await platformQuery<{ id: string; content_hash: string; status: string }>(
    'SELECT id, content_hash, status FROM approval_request WHERE subject_id = $1 ORDER BY requested_at DESC LIMIT 1',
    [subjectId],
  )
  if (!row) throw new Error('nothing was asked')
  return { id: row.id, contentHash: row.content_hash, status: row.status }
}

/** A yes (or no) to what waits about a subject. */
export async function vote(caller: Caller, subjectId: string, more: object = {}) {
  const { id, contentHash } = await requestOf(subjectId)
  const said = { requestId: id, contentHash, decision: 'approve', reason: 'looks right', ...more }
  return decideApproval(caller, decideApproval.input.parse(said))
}

/** One statement as the program's own role inside a tenant: what somebody with the program's connection could try. */
export async function asApp(
  tenantId: string,
  statements: readonly [text: string, values?: unknown[]][],
): Promise<void> {
  const client = await pool('andon_app').connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('app.tenant_id', $1, true), set_config('app.client_ids', '', true)`, [
      tenantId,
    ])
    for (const [text, values] of statements) await client.query(text, values)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** A decision written past every verb, as far as the database lets it. */
export function forgedApproval(
  request: { id: string; clientId: string; contentHash: string; requesterId: string; authorIds?: string[] },
  by: Pick<UserCaller['actor'], 'id' | 'role'>,
  more: Record<string, unknown> = {},
): [string, unknown[]] {
  const row: Record<string, unknown> = {
    ...{ id: newId(), client_id: request.clientId, request_id: request.id, requester_id: request.requesterId },
    ...{
      author_ids: request.authorIds ?? [],
      content_hash: request.contentHash,
      approver_id: by.id,
      approver_name: 'x',
    },
    ...{ seat_id: by.id, seat_name: 'x', seat_role: by.role, decision: 'approve', reason: 'forged', ...more },
  }
  const names = Object.keys(row)
  const places = names.map((_, index) => `$${index + 1}`)
  return [
    `INSERT INTO approval (tenant_id, decided_at, ${names.join(', ')})
     VALUES (current_setting('app.tenant_id')::uuid, clock_timestamp(), ${places.join(', ')})`,
    Object.values(row),
  ]
}

/** A statement of the server's own superuser with every guard off: to let time pass, and to see what is there. */
export async function pastGuards<Row = unknown>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    return (await client.query(text, values)).rows as Row[]
  } finally {
    await client.end()
  }
}
