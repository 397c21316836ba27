import { z } from 'zod'
import type { Delimiter } from '@/domain/client-import/csv'
import { CHUNK_ROWS, type Outcome, type PlannedRow } from '@/domain/client-import/plan'
import { mutation, unchanged } from '../define'
import { hashOf, planNow, zFile } from './read'

export interface DryRun {
  delimiter: Delimiter
  headings: string[]
  ignored: string[]
  counts: Record<Outcome, number>
  rows: PlannedRow[]
  /** one per hundred rows: what applying must be given */
  hashes: string[]
}

/** What a file of clients, plants, lines and automations would do, row by row. Writes nothing; a mutation only because a file does not fit into an address. */
export const dryRunImport = mutation(
  { action: 'client-import.dry-run', can: 'client.manage', plan: 'always', input: z.strictObject({ text: zFile }) },
  async (ctx, { text }) => {
    const plan = await planNow(ctx, text)
    const counts: DryRun['counts'] = { create: 0, update: 0, skip: 0, error: 0 }
    for (const { outcome } of plan.rows) counts[outcome]++
    const chunks = Math.ceil(plan.rows.length / CHUNK_ROWS)
    const answer: DryRun = {
      ...{ delimiter: plan.delimiter, headings: plan.columns.headings, ignored: plan.columns.ignored, counts },
      rows: plan.rows,
      hashes: Array.from({ length: chunks }, (_, chunk) => hashOf(plan, chunk)),
    }
    return unchanged(answer, 'looking writes nothing')
  },
)
