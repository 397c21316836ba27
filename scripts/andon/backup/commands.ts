import { verifyAudit } from '../verify-audit'
import { readBackup } from './read'
import { writeBackup } from './write'

async function place() {
  const [{ env }, { proofFolder }] = await Promise.all([import('@/env'), import('@/infra/storage')])
  return { databaseUrl: env.DATABASE_URL, proofDir: proofFolder(), secretKeyIds: env.SECRET_KEYS.map(({ id }) => id) }
}

const sumOf = (tables: readonly { rows: string }[]) => tables.reduce((sum, { rows }) => sum + BigInt(rows), 0n)

async function told(work: () => Promise<number>): Promise<number> {
  return work().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 2
  })
}

/** `andon backup <new folder>`. 0 = written, 2 = not. */
export function backup([folder]: string[]): Promise<number> {
  return told(async () => {
    if (!folder) throw new Error('Say into which new folder: andon backup <folder>')
    const { manifest, digest } = await writeBackup(await place(), folder)
    const { tables, files, madeAt } = manifest
    process.stdout.write(
      `${sumOf(tables)} rows of ${tables.length} tables and ${files.length} files, as of ${madeAt}, are in ${folder}\nmanifest ${digest}\nTo restore you also need SECRET_KEYS (${manifest.secretKeyIds.join(', ')}) and AUTH_SECRET. They are not in the backup.\n`,
    )
    return 0
  })
}

/** `andon restore <folder>` into the empty database of DATABASE_URL; ends in `verify-audit`. 0 = as it was, 1 = the trail is not as written, 2 = not restored. */
export function restore([folder]: string[]): Promise<number> {
  return told(async () => {
    if (!folder) throw new Error('Say from which folder: andon restore <folder>')
    const here = await place()
    const { tables, files, madeAt, secretKeyIds } = await readBackup(here, folder)
    process.stdout.write(
      `${sumOf(tables)} rows of ${tables.length} tables and ${files.length} files are as they were at ${madeAt}\n`,
    )
    const missing = secretKeyIds.filter((id) => !here.secretKeyIds.includes(id))
    if (missing.length > 0)
      process.stdout.write(`SECRET_KEYS lacks ${missing.join(', ')}: what was sealed with it cannot be opened.\n`)
    return verifyAudit([])
  })
}
