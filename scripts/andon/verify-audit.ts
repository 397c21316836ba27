import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { TrailProof } from '@/services/checkpoint/verify-all'

const HELP: Record<string, string> = {
  gap: 'it is missing',
  link_broken: 'it does not follow the entry before it',
  content_altered: 'its content was altered',
  rewritten: 'history was written anew from here on',
  cut_off: 'the end of the trail was cut off from here on',
}

interface Partner {
  tenant_id: string
  slug: string
}

/** Files of kept checkpoints: of a folder that somebody gives, else of the product's own storage for one partner. */
function keptFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.checkpoint'))
    .sort()
    .map((name) => join(folder, name))
}

/** What was found, in words; the first bad place first. */
function linesOf({ slug }: Partner, proof: TrailProof): string[] {
  const { badFile, badCheckpoint, badEntry, entries, checkpoints, kept } = proof
  const bad = [
    badEntry &&
      `entry ${badEntry.firstBadSeq}: ${HELP[badEntry.why]}${badEntry.checkpoint ? ` (checkpoint ${badEntry.checkpoint} shows it)` : ''}`,
    badCheckpoint && `checkpoint ${badCheckpoint.number}: ${badCheckpoint.why.replaceAll('_', ' ')}`,
    badFile && `${badFile}: not a checkpoint as it was kept`,
  ].filter((line) => line !== null)
  if (bad.length > 0) return [`FAIL  ${slug}`, ...bad.map((line) => `      ${line}`)]
  const words = `${entries} entries, ${checkpoints} checkpoints, ${kept} of them also kept outside the database`
  const note =
    kept < checkpoints ? ['  ?   Without kept copies a checkpoint proves only what the database still says.'] : []
  return [`PASS  ${slug}: ${words}`, ...note]
}

/**
 * `andon verify-audit`: every partner's trail, or one's, against its chain, its checkpoints and the copies kept outside.
 * 0 = all as written, 1 = something is not, 2 = it could not be run.
 */
export async function verifyAudit(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const options = { 'from-checkpoints': text, partner: text, key: { type: 'string', multiple: true } } as const
  const { 'from-checkpoints': folder, partner: wanted, key = [] } = parseArgs({ args, options }).values
  if (folder !== undefined && !existsSync(folder)) {
    process.stderr.write(`--from-checkpoints: there is no folder ${folder}\n`)
    return 2
  }
  const [{ verifyWholeTrail }, { platformQuery, closePools }, { mintScope }, { newId }, { proofFolder }] =
    await Promise.all([
      import('@/services/checkpoint/verify-all'),
      import('@/infra/db'),
      import('@/domain/access/scope'),
      import('@/lib/ids'),
      import('@/infra/storage'),
    ])
  try {
    const partners = await platformQuery<Partner>(
      'SELECT tenant_id, slug FROM partner WHERE $1::text IS NULL OR slug = $1 ORDER BY slug',
      [wanted ?? null],
    )
    if (partners.length === 0) {
      process.stderr.write(wanted ? `--partner: there is no partner ${wanted}\n` : 'There is no partner yet.\n')
      return wanted ? 2 : 0
    }
    let isBad = false
    for (const partner of partners) {
      const scope = mintScope(partner.tenant_id, null)
      const caller = { scope, actor: { kind: 'system', name: 'andon verify-audit' } as const, requestId: newId() }
      const files = keptFiles(folder ?? join(proofFolder(), 'checkpoints', partner.tenant_id))
      const proof = await verifyWholeTrail(caller, { files, trusted: key.length > 0 ? key : null })
      const lines = linesOf(partner, proof)
      isBad ||= lines[0]?.startsWith('FAIL') ?? false
      process.stdout.write(`${lines.join('\n')}\n`)
    }
    return isBad ? 1 : 0
  } finally {
    await closePools()
  }
}
