import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { FolderStorage } from '@/infra/storage'
import { migrate } from '../../services/migrate'
import { contentOf, copyIn, emptied, migrationsOf, openEyes, partitionsOf } from './facts'
import { filesFolder, type Manifest, readManifest, tableFile } from './manifest'

export interface Target {
  databaseUrl: string
  proofDir: string
}

async function refuseFull(client: Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LIMIT 1`,
  )
  if (rowCount)
    throw new Error('The database is not empty. Restore into a new one (CREATE DATABASE …); nothing was changed.')
}

/** The tables are made by this program's own migrations, so the backup must come from the same ones. */
async function refuseOtherVersion(client: Client, { migrations }: Manifest): Promise<void> {
  const ours = await migrationsOf(client)
  const key = ({ name, checksum }: Manifest['migrations'][number]) => `${name} ${checksum}`
  const theirs = new Set(migrations.map(key))
  if (ours.length === migrations.length && ours.every((one) => theirs.has(key(one)))) return
  throw new Error(
    `The backup stands at migration ${migrations.at(-1)?.name}, this program at ${ours.at(-1)?.name}. Restore with the version that made it, then upgrade.`,
  )
}

async function makePartitions(client: Client, { partitions }: Manifest): Promise<void> {
  const known = new Set((await partitionsOf(client)).map(({ name }) => name))
  const missing = partitions.filter(({ name }) => !known.has(name))
  await client.query('SET ROLE andon_owner')
  for (const { name, parent, bound } of missing)
    await client.query(`CREATE TABLE "${name}" PARTITION OF "${parent}" ${bound}`)
  await client.query('RESET ROLE')
}

/** One transaction: all of it is there, or nothing. Triggers and foreign keys rest; the rows kept them where they come from. */
async function loadRows(client: Client, folder: string, manifest: Manifest): Promise<void> {
  await client.query('BEGIN')
  await client.query('SET LOCAL session_replication_role = replica')
  await client.query(emptied(manifest.tables))
  for (const table of manifest.tables) {
    const rows = createReadStream(tableFile(folder, table.name)).pipe(createGunzip())
    await pipeline(rows, client.query(copyFrom(copyIn(table))))
  }
  for (const { name, value } of manifest.sequences)
    await client.query('SELECT setval($1::regclass, $2::bigint)', [`public."${name}"`, value])
  for (const table of manifest.tables) {
    const { rows, digest } = await contentOf(client, table)
    if (rows !== table.rows || digest !== table.digest)
      throw new Error(`${table.name} is not as it was: ${rows} rows instead of ${table.rows}. Nothing was restored.`)
  }
  await client.query('COMMIT')
}

async function loadFiles(folder: string, proofDir: string, { files }: Manifest): Promise<void> {
  const storage = new FolderStorage(proofDir)
  for (const { path } of files) await storage.put(path, await readFile(join(filesFolder(folder), path)))
}

/**
 * Puts a backup into an empty database and its files beside it, and compares every table with what was written.
 * @throws Error saying what is not as it was; then nothing is in the database but empty tables
 */
export async function readBackup({ databaseUrl, proofDir }: Target, folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await refuseFull(client)
    await migrate(databaseUrl)
    await openEyes(client)
    await refuseOtherVersion(client, manifest)
    await makePartitions(client, manifest)
    await loadRows(client, folder, manifest)
    await loadFiles(folder, proofDir, manifest)
    return manifest
  } finally {
    await client.end()
  }
}
