import { linesOf } from '@/domain/proof/pack'
import type { ArchiveFile } from '@/domain/proof/zip'
import type { Sql } from '@/infra/db'
import type { StoredCheckpoint } from '../checkpoint/store'
import { type FrozenMonth, loadFrozen } from './month'
import { SECTIONS, statementOf } from './sections'
import { loadPackTrail } from './trail'

export interface PackSubject {
  clientId: string
  month: string
  revision: number
}

export interface PackContent {
  files: ArchiveFile[]
  anchor: StoredCheckpoint
  frozen: FrozenMonth
}

/** Everything that stands in a pack but its words and its verifier. `step` is told after each part. */
export async function collectPack(
  sql: Sql,
  subject: PackSubject & { checkpoint: number },
  step: () => Promise<void>,
): Promise<PackContent> {
  const { clientId, checkpoint } = subject
  const frozen = await loadFrozen(sql, subject)
  const { from, to, asOf, zone } = frozen
  const files: ArchiveFile[] = [{ name: 'figures.jsonl', content: linesOf(frozen.rows) }]
  await step()
  for (const section of SECTIONS) {
    const rows: unknown[] = []
    for (const each of section.parts) {
      const found = await sql<Record<string, unknown>>(statementOf(each), [clientId, from, to, asOf, zone])
      rows.push(...found.map((row) => ({ kind: each.kind, ...row })))
    }
    files.push({ name: section.name, content: linesOf(rows) })
    await step()
  }
  const { audit, proofs, checkpoints, keys, anchor } = await loadPackTrail(sql, { clientId, from, checkpoint })
  const trail = Object.entries({ audit, proofs, checkpoints, keys })
  files.push(...trail.map(([name, rows]) => ({ name: `${name}.jsonl`, content: linesOf(rows) })))
  await step()
  return { files, anchor, frozen }
}
