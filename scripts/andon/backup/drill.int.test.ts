import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { env } from '@/env'
import { newId } from '@/lib/ids'
import { takeCheckpoint } from '@/services/checkpoint/take'
import { ingestEvents } from '@/services/execution/ingest'
import { machine } from '@/testing/cast'
import { pastGuards } from '@/testing/governed'
import { anEvent, castSender, rollupsAndRecount, rowsOf, type Sender } from '@/testing/sender'

const LIMIT_MS = 120_000
const BATCH = 20

let sender: Sender
let dir: string
let target: string
const sent = new Set<string>()
const acknowledged: string[] = []

/** Twenty runs; what is in `acknowledged` was committed. */
async function sendBatch(): Promise<void> {
  const events = Array.from({ length: BATCH }, (_, index) =>
    anEvent({ workflow: `flow-${index % 3}`, type: index % 7 ? 'execution.succeeded' : 'execution.failed' }),
  )
  for (const { id } of events) sent.add(id)
  const { clientId, sourceId, caller } = sender
  await ingestEvents(caller, { clientId, sourceId, events })
  acknowledged.push(...events.map(({ id }) => id))
}

/** As an operator types it, in a process of its own. */
function andon(args: string[], more: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  const { NODE_OPTIONS: _, ...inherited } = process.env
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/cli.ts', ...args],
      { env: { ...inherited, LOG_LEVEL: 'silent', ...more } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, text: `${out}${err}` }),
    )
  })
}

const restore = (folder: string) =>
  andon(['restore', folder], { DATABASE_URL: target, ANDON_PROOF_DIR: join(dir, `proof-${newId()}`) })

/** How many clients a role sees in the copy that is in no partner's house. */
async function clientsSeenBy(role: 'andon_app' | null): Promise<number> {
  const client = new Client({ connectionString: target })
  await client.connect()
  try {
    if (role) await client.query(`SET ROLE ${role}`)
    return (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM client')).rows[0]?.n ?? -1
  } finally {
    await client.end()
  }
}

async function onServer(text: string): Promise<void> {
  const client = new Client({
    connectionString: Object.assign(new URL(env.DATABASE_URL), { pathname: '/postgres' }).href,
  })
  await client.connect()
  await client.query(text).finally(() => client.end())
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'andon-drill-'))
  sender = await castSender()
  for (let batch = 0; batch < 5; batch++) await sendBatch()
  await takeCheckpoint(machine(sender.tenantId), { cause: 'freeze' })
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

beforeEach(async () => {
  const name = `drill_${newId().replaceAll('-', '')}`
  await onServer(`CREATE DATABASE ${name}`)
  target = Object.assign(new URL(env.DATABASE_URL), { pathname: `/${name}` }).href
})
afterEach(() => onServer(`DROP DATABASE ${new URL(target).pathname.slice(1)} WITH (FORCE)`))

describe('the restore drill', () => {
  it(
    'holds one moment of a program that goes on working, and the trail in it is unbroken',
    async () => {
      const before = [...acknowledged]
      let isOver = false
      const load = (async () => {
        while (!isOver) await sendBatch()
      })()
      const written = await andon(['backup', join(dir, 'under-load')])
      isOver = true
      await load
      expect(written).toMatchObject({ code: 0, text: expect.stringMatching(/manifest [0-9a-f]{64}/) })
      expect(acknowledged.length).toBeGreaterThan(before.length)

      expect(await restore(join(dir, 'under-load'))).toMatchObject({ code: 0, text: expect.stringContaining('PASS') })
      const there = (text: string) => rowsOf<{ key: string; n: number }>(text, [sender.tenantId], target)
      const kept = new Set((await there('SELECT key FROM event_log WHERE tenant_id = $1')).map(({ key }) => key))
      expect(before.filter((id) => !kept.has(id))).toEqual([])
      expect([...kept].filter((id) => !sent.has(id))).toEqual([])
      const { rollups, recount } = await rollupsAndRecount(sender.tenantId, target)
      expect(rollups).toEqual(recount)
      const count = async (from: string) =>
        (await there(`SELECT count(*)::int AS n FROM ${from} WHERE tenant_id = $1`))[0]?.n
      expect(await count('event_key')).toBe(kept.size)
      expect(await there('SELECT sum(runs)::int AS n FROM workflow_state WHERE tenant_id = $1')).toEqual([
        { n: await count('execution') },
      ])
      expect(await clientsSeenBy('andon_app')).toBe(0)
      expect(await clientsSeenBy(null)).toBeGreaterThan(0)
    },
    LIMIT_MS,
  )

  it(
    'restores nothing of a backup in which a byte was changed',
    async () => {
      const folder = join(dir, 'changed')
      await andon(['backup', folder])
      const file = join(folder, 'tables', 'execution.copy.gz')
      const bytes = readFileSync(file)
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      writeFileSync(file, bytes)
      expect(await restore(folder)).toMatchObject({ code: 2, text: expect.stringContaining('not as it was written') })
      const tables = `SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`
      expect(await rowsOf(tables, [], target)).toEqual([])
    },
    LIMIT_MS,
  )

  it(
    'leaves a database alone that holds anything',
    async () => {
      const folder = join(dir, 'plain')
      await andon(['backup', folder])
      const into = await andon(['restore', folder])
      expect(into).toMatchObject({ code: 2, text: expect.stringContaining('not empty') })
    },
    LIMIT_MS,
  )

  it(
    'says of a faithful copy of an altered trail that it was altered',
    async () => {
      await pastGuards(
        `UPDATE audit_entry SET action = action || 'x' WHERE tenant_id = $1 AND seq = (SELECT min(seq) FROM audit_entry WHERE tenant_id = $1)`,
        [sender.tenantId],
      )
      const folder = join(dir, 'altered')
      expect((await andon(['backup', folder])).code).toBe(0)
      expect(await restore(folder)).toMatchObject({ code: 1, text: expect.stringContaining('FAIL') })
    },
    LIMIT_MS,
  )
})
