import { z } from 'zod'
import type { CheckpointCause } from '@/domain/proof/checkpoint'
import { query } from '../define'

const PAGE = 30

export interface CheckpointRow {
  number: number
  size: number
  root: string
  digest: string
  at: Date
  cause: CheckpointCause
  /** the canonical text that was signed */
  body: string
  signature: string
  fingerprint: string
  mailedAt: Date | null
}

export interface KeyRow {
  fingerprint: string
  publicKey: string
  validFrom: Date
  retiredAt: Date | null
}

export interface CheckpointPage {
  rows: CheckpointRow[]
  next: number | null
  keys: KeyRow[]
  mailTo: string[]
  /** entries in the trail now: what is above the last checkpoint's size is not covered yet */
  entries: number
}

const LIST = `
SELECT c.number, c.size::int8::text AS size, c.root, c.digest, c.at, c.cause, c.body, c.signature, k.fingerprint,
  (SELECT max(m.sent_at) FROM mail_message m WHERE m.tenant_id = :tenant AND starts_with(m.key, 'checkpoint/' || c.number || '/')) AS "mailedAt"
FROM audit_checkpoint c JOIN signing_key k ON k.tenant_id = c.tenant_id AND k.id = c.key_id
WHERE c.tenant_id = :tenant AND ($1::int IS NULL OR c.number < $1)
ORDER BY c.number DESC LIMIT ${PAGE + 1}`

const KEYS = `
SELECT k.fingerprint, k.public_key AS "publicKey", k.valid_from AS "validFrom", k.retired_at AS "retiredAt"
FROM signing_key k WHERE k.tenant_id = :tenant ORDER BY k.valid_from DESC, k.id DESC`

/** Checkpoints, newest first, the keys that signed them, and who gets them by mail. */
export const listCheckpoints = query(
  {
    action: 'checkpoint.list',
    can: 'audit.read',
    input: z.strictObject({
      /** checkpoints below this number */
      before: z
        .int('before: must be the number of a checkpoint')
        .min(1)
        .nullish()
        .transform((value) => value ?? null),
    }),
  },
  async (ctx, { before }): Promise<CheckpointPage> => {
    const rows = await ctx.sql<Omit<CheckpointRow, 'size'> & { size: string }>(LIST, [before])
    const keys = await ctx.sql<KeyRow>(KEYS)
    const [facts] = await ctx.sql<{ entries: string; mailTo: string[] | null }>(
      `SELECT coalesce((SELECT h.seq FROM audit_head h WHERE h.tenant_id = :tenant), 0)::text AS entries,
        (SELECT s.mail_to FROM proof_setting s WHERE s.tenant_id = :tenant) AS "mailTo"`,
    )
    const shown = rows.slice(0, PAGE)
    return {
      rows: shown.map((row) => ({ ...row, size: Number(row.size) })),
      next: rows.length > PAGE ? (shown.at(-1)?.number ?? null) : null,
      keys,
      mailTo: facts?.mailTo ?? [],
      entries: Number(facts?.entries ?? 0),
    }
  },
)
