import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { readBody } from '@/domain/proof/checkpoint'
import { type KeptCheckpoint, readKept } from '@/domain/proof/kept'
import { type MarksVerdict, marksOf } from '@/domain/proof/marks'
import { type TrailFault, type TrailMark, TrailWalk } from '@/domain/proof/trail'
import { type ChainRow, chainEntry } from '../audit/entry'
import type { QueryContext } from '../context'
import { query } from '../define'
import { ENTRIES, loadHead } from './grow'
import { loadCheckpoints } from './store'

export interface TrailProof {
  entries: number
  checkpoints: number
  /** checkpoints read from outside the database */
  kept: number
  /** a file that is no checkpoint of this partner */
  badFile: string | null
  badCheckpoint: Extract<MarksVerdict, { ok: false }> | null
  badEntry: TrailFault | null
}

async function readFiles(files: readonly string[], partner: string) {
  const kept = new Map<number, KeptCheckpoint>()
  for (const file of files) {
    const found = readKept(await readFile(file, 'utf8'))
    const body = found && readBody(found.body)
    if (!found || !body) return { kept, badFile: file }
    // A folder may hold the checkpoints of several partners.
    if (body.partner === partner) kept.set(body.number, found)
  }
  return { kept, badFile: null }
}

async function walk(
  ctx: QueryContext,
  marks: readonly TrailMark[],
): Promise<{ entries: number; badEntry: TrailFault | null }> {
  const head = await loadHead(ctx.sql)
  const trail = new TrailWalk(marks)
  for (;;) {
    const { seq } = trail.place.head
    const rows = await ctx.sql<ChainRow>(ENTRIES, [seq.toString(), '9223372036854775807'])
    for (const row of rows) {
      const badEntry = trail.take(chainEntry(row))
      if (badEntry) return { entries: Number(trail.place.head.seq), badEntry }
    }
    if (rows.length === 0) return { entries: Number(seq), badEntry: trail.finish(head) }
  }
}

/** The whole trail of a partner against its chain, its checkpoints and those kept outside the database, in one read. */
export const verifyWholeTrail = query(
  {
    action: 'audit.verifyAll',
    can: 'system',
    input: z.strictObject({
      /** files with kept checkpoints */
      files: z.array(z.string()),
      /** fingerprints to trust; null = whatever the database says */
      trusted: z.array(z.string()).nullable(),
    }),
  },
  async (ctx, { files, trusted }): Promise<TrailProof> => {
    const stored = await loadCheckpoints(ctx.sql)
    const { kept, badFile } = await readFiles(files, ctx.scope.tenantId)
    const keys = new Set(trusted ?? stored.map(({ fingerprint }) => fingerprint))
    const verdict = marksOf(stored, kept, (fingerprint) => keys.has(fingerprint))
    const facts = { checkpoints: stored.length, kept: kept.size, badFile }
    // Even when checkpoints are at fault, the chain alone may name an entry.
    const walked = await walk(ctx, verdict.ok ? verdict.marks : [])
    return { ...facts, badCheckpoint: verdict.ok ? null : verdict, ...walked }
  },
)
