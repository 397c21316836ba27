import { z } from 'zod'
import { type CheckpointFault, verifyCheckpoints } from '@/domain/proof/checkpoint'
import { consistencyProof, isConsistent } from '@/domain/proof/proofs'
import { storage } from '@/infra/storage'
import { AppError } from '@/lib/errors'
import type { QueryContext } from '../context'
import { query } from '../define'
import { checkpointPath } from './keep'
import { loadCheckpoints, type StoredCheckpoint } from './store'
import { blockOf, loadTree } from './tree'

/** Trees compared by one call: a year of days. Signatures and links are checked from the first checkpoint on. */
const TREES_MAX = 370

export interface CheckpointsProof {
  count: number
  /** the first whose signature or link is wrong */
  fault: { number: number; why: CheckpointFault | 'columns' } | null
  /** the first whose tree today's trail does not continue */
  inconsistent: number | null
  /** pairs of trees compared */
  compared: number
  /** checkpoints that also lie outside the database */
  kept: number
  /** the first that should lie there and does not */
  notKept: number | null
}

async function firstInconsistent(ctx: QueryContext, checkpoints: readonly StoredCheckpoint[]) {
  const last = checkpoints.at(-1)
  if (!last) return { inconsistent: null, compared: 0 }
  const recent = checkpoints.slice(-TREES_MAX)
  const blocks = new Set(recent.flatMap(({ size }) => [blockOf(size), blockOf(size + 1)]))
  const hashOf = await loadTree(ctx.sql, last.size, blocks)
  const rootOf = ({ root, size }: StoredCheckpoint) => ({ size, root: Buffer.from(root, 'hex') })
  const end = { size: last.size, root: last.size === 0 ? Buffer.from(last.root, 'hex') : hashOf(0, last.size) }
  for (const each of recent) {
    if (!isConsistent(rootOf(each), end, consistencyProof(hashOf, each.size, last.size)))
      return { inconsistent: each.number, compared: recent.length }
  }
  return { inconsistent: null, compared: recent.length }
}

/** Columns are for questions; the signed body is what counts, so they must say the same. */
function columnsFault(checkpoints: readonly StoredCheckpoint[], bodies: readonly { root: string; size: number }[]) {
  const bad = checkpoints.find(({ root, size }, index) => bodies[index]?.root !== root || bodies[index]?.size !== size)
  return bad ? { number: bad.number, why: 'columns' as const } : null
}

/**
 * Checks every checkpoint's signature and link to the one before, that today's trail continues each of their trees, and that
 * each also lies outside the database. Only somebody who sees every client can ask.
 */
export const verifyStoredCheckpoints = query(
  { action: 'checkpoint.verify', can: 'audit.read', input: z.strictObject({}) },
  async (ctx): Promise<CheckpointsProof> => {
    if (ctx.scope.clientIds !== null) {
      throw new AppError(
        'FORBIDDEN',
        'You see the entries of some clients only, and a tree with holes cannot be checked. Ask somebody who sees all clients.',
      )
    }
    const checkpoints = await loadCheckpoints(ctx.sql)
    const keys = new Set(checkpoints.map(({ fingerprint }) => fingerprint))
    const verdict = verifyCheckpoints(checkpoints, (fingerprint) => keys.has(fingerprint))
    const fault = verdict.ok ? columnsFault(checkpoints, verdict.bodies) : { number: verdict.number, why: verdict.why }
    const kept = new Set(await storage().list(`checkpoints/${ctx.scope.tenantId}`))
    const isKept = ({ number, digest }: StoredCheckpoint) =>
      kept.has(checkpointPath(ctx.scope.tenantId, number, digest))
    return {
      count: checkpoints.length,
      fault,
      ...(await firstInconsistent(ctx, checkpoints)),
      kept: checkpoints.filter(isKept).length,
      notKept: checkpoints.find((each) => !isKept(each))?.number ?? null,
    }
  },
)
