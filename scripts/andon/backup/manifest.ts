import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

const zSha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a backup holds and how to know that it is whole. No secret stands in it: only the names of the keys it needs. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  /** the migrations of the database, each with the digest of its text */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.string(),
      /** of the rows, whatever their order */
      digest: z.string(),
      /** of the file */
      sha256: zSha256,
    }),
  ),
  partitions: z.array(z.strictObject({ name: z.string(), parent: z.string(), bound: z.string() })),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  files: z.array(z.strictObject({ path: z.string(), sha256: zSha256 })),
  /** which of SECRET_KEYS wrapped the partners' data keys */
  secretKeyIds: z.array(z.string()),
})
export type Manifest = z.infer<typeof Manifest>

const NAME = 'manifest.json'
export const tableFile = (folder: string, table: string) => join(folder, 'tables', `${table}.copy.gz`)
export const filesFolder = (folder: string) => join(folder, 'files')

/** SHA-256 of a file, in hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Written last: a folder without it is no backup. Returns its digest, which may be kept apart from the folder. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<string> {
  await writeFile(join(folder, NAME), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flag: 'wx' })
  return sha256Of(join(folder, NAME))
}

/**
 * Reads it, and every file that it names.
 * @throws Error naming the first file that is not as it was written
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => {
    throw new Error(`${folder} holds no finished backup: there is no ${NAME} in it`)
  })
  const manifest = Manifest.parse(JSON.parse(text))
  const named = [
    ...manifest.tables.map(({ name, sha256 }) => ({ file: tableFile(folder, name), sha256 })),
    ...manifest.files.map(({ path, sha256 }) => ({ file: join(filesFolder(folder), path), sha256 })),
  ]
  for (const { file, sha256 } of named) {
    if ((await sha256Of(file)) !== sha256) throw new Error(`${file} is not as it was written; nothing was restored`)
  }
  return manifest
}
