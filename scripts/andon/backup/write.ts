import { createWriteStream } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { FolderStorage } from '@/infra/storage'
import { contentOf, copyOut, migrationsOf, openEyes, partitionsOf, sequencesOf, type Table, tablesOf } from './facts'
import { filesFolder, type Manifest, sha256Of, tableFile, writeManifest } from './manifest'

export interface Source {
  databaseUrl: string
  /** files kept outside the database */
  proofDir: string
  secretKeyIds: readonly string[]
}

async function writeTable(client: Client, folder: string, table: Table): Promise<Manifest['tables'][number]> {
  const file = tableFile(folder, table.name)
  await pipeline(client.query(copyTo(copyOut(table))), createGzip(), createWriteStream(file, { mode: 0o600 }))
  return { ...table, ...(await contentOf(client, table)), sha256: await sha256Of(file) }
}

/** Files are written once and never altered, so what the rows name is there, whenever it is copied after them. */
async function writeFiles(folder: string, proofDir: string): Promise<Manifest['files']> {
  const files: Manifest['files'] = []
  for (const path of await new FolderStorage(proofDir).list('')) {
    const file = join(filesFolder(folder), path)
    await mkdir(dirname(file), { recursive: true })
    await copyFile(join(proofDir, path), file)
    files.push({ path, sha256: await sha256Of(file) })
  }
  return files
}

/**
 * Writes one moment of the whole database, and the files kept outside it, into a new folder. Nobody waits for it: it reads
 * one snapshot. Returns the manifest and its digest.
 * @throws Error when the folder exists, or the login may not read past row-level security
 */
export async function writeBackup(source: Source, folder: string): Promise<{ manifest: Manifest; digest: string }> {
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(folder, { mode: 0o700 })
  await mkdir(join(folder, 'tables'))
  const client = new Client({ connectionString: source.databaseUrl })
  await client.connect()
  try {
    await openEyes(client)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const madeAt = new Date().toISOString()
    const migrations = await migrationsOf(client)
    const tables: Manifest['tables'] = []
    for (const table of await tablesOf(client)) tables.push(await writeTable(client, folder, table))
    const [partitions, sequences] = [await partitionsOf(client), await sequencesOf(client)]
    await client.query('COMMIT')
    const files = await writeFiles(folder, source.proofDir)
    const secretKeyIds = [...source.secretKeyIds]
    const manifest: Manifest = {
      ...{ format: 1, madeAt, migrations, tables, partitions, sequences, files, secretKeyIds },
    }
    return { manifest, digest: await writeManifest(folder, manifest) }
  } finally {
    await client.end()
  }
}
