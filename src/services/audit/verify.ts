import { z } from 'zod'
import { type ChainHead, type ChainVerdict, GENESIS, verifyChain } from '@/domain/audit/chain'
import { AppError } from '@/lib/errors'
import type { QueryContext } from '../context'
import { query } from '../define'
import { CHAIN_COLUMNS, type ChainRow, chainEntry } from './entry'

/** Entries checked by one call; the caller goes on from `next` until it is null. */
const VERIFY_MAX = 10_000
const PIECE = 1_000

const VerifyInput = z.strictObject({
  /** the verified head to go on from; without it, the first entry */
  after: z
    .strictObject({
      seq: z.coerce.bigint<bigint>('after.seq: must be the number of an entry'),
      hash: z.string().regex(/^[0-9a-f]{64}$/, 'after.hash: must be 64 hex digits'),
    })
    .nullish()
    .transform((head) => head ?? null),
})

export interface AuditProof {
  verdict: ChainVerdict
  /** the chain's recorded head, which the last entry must meet */
  head: ChainHead
  /** where to go on; null = the whole chain has been walked, or it is broken */
  next: ChainHead | null
}

const PIECES = `
SELECT ${CHAIN_COLUMNS} FROM audit_entry a
WHERE a.tenant_id = :tenant AND a.seq > $1::bigint AND a.seq <= $2::bigint ORDER BY a.seq LIMIT ${PIECE}`

async function loadHead(ctx: QueryContext): Promise<ChainHead> {
  const [row] = await ctx.sql<{ seq: string; hash: string }>(
    `SELECT h.seq, h.hash FROM audit_head h WHERE h.tenant_id = :tenant`,
  )
  return row ? { seq: BigInt(row.seq), hash: row.hash } : { seq: 0n, hash: GENESIS }
}

async function walk(ctx: QueryContext, from: ChainHead, until: bigint): Promise<ChainVerdict> {
  let at = from
  while (at.seq < until) {
    const rows = await ctx.sql<ChainRow>(PIECES, [at.seq.toString(), until.toString()])
    if (rows.length === 0) return { ok: false, firstBadSeq: at.seq + 1n, why: 'gap' }
    const verdict = verifyChain(rows.map(chainEntry), at)
    if (!verdict.ok) return verdict
    at = verdict.head
  }
  return { ok: true, count: Number(at.seq - from.seq), head: at }
}

/**
 * Walks the partner's chain from the first entry (or a verified one), at most 10 000 entries a call, in pieces of 1 000, so that
 * neither memory nor time grows with the trail. The end must meet the recorded head: a cut tail is a gap.
 * Only somebody who sees every client can walk it; a scope of some clients sees a trail with holes.
 */
export const verifyAudit = query(
  { action: 'audit.verify', can: 'audit.read', input: VerifyInput },
  async (ctx, { after }): Promise<AuditProof> => {
    if (ctx.scope.clientIds !== null) {
      throw new AppError(
        'FORBIDDEN',
        'You see the entries of some clients only, and a chain with holes cannot be checked. Ask somebody who sees all clients.',
      )
    }
    const head = await loadHead(ctx)
    const from = after ?? { seq: 0n, hash: GENESIS }
    const until = from.seq + BigInt(VERIFY_MAX) < head.seq ? from.seq + BigInt(VERIFY_MAX) : head.seq
    const verdict = await walk(ctx, from, until)
    if (!verdict.ok) return { verdict, head, next: null }
    if (verdict.head.seq < head.seq) return { verdict, head, next: verdict.head }
    const meetsHead = verdict.head.hash === head.hash
    return { verdict: meetsHead ? verdict : { ok: false, firstBadSeq: head.seq, why: 'link_broken' }, head, next: null }
  },
)
