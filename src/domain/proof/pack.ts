import { sha256 } from '@/lib/crypto'
import { fingerprintOf, type SigningPair, signText } from '@/lib/ed25519'
import { canonicalJson } from '@/lib/json'
import { plain } from '../audit/chain'
import { type ArchiveFile, archiveOf, crc32 } from './zip'

/** What a pack is about. */
export interface PackFacts {
  partner: string
  client: string
  month: string
  /** number of the last addendum; 0 = as frozen */
  revision: number
  /** the moment whose state it shows: of the freeze, or of the last addendum */
  asOf: string
  /** the signed checkpoint that everything in it rests on */
  checkpoint: { number: number; digest: string }
}

/** Rows as canonical JSON lines (RFC 8785). */
export function linesOf(rows: readonly unknown[]): Buffer {
  return Buffer.from(rows.map((row) => `${canonicalJson(plain(row))}\n`).join(''))
}

/** One line per row of every file: file, number of the row, its bytes with the line break, SHA-256 without it. It lets a verifier name the row that was altered. */
function rowHashes(files: readonly ArchiveFile[]): ArchiveFile {
  const lines = files.flatMap(({ name, content }) => {
    const rows = content.toString('latin1').split('\n').slice(0, -1)
    return rows.map((row, index) => `${name}\t${index + 1}\t${row.length + 1}\t${sha256(Buffer.from(row, 'latin1'))}\n`)
  })
  return { name: 'rows.sha256', content: Buffer.from(lines.join('')) }
}

const BLOCK = 1024

/** SHA-256 of each 1 KiB of the rows' hashes: nothing else could name a bad place in them. */
function blocksOf(content: Buffer): string[] {
  const count = Math.ceil(content.length / BLOCK)
  return Array.from({ length: count }, (_, index) => sha256(content.subarray(index * BLOCK, (index + 1) * BLOCK)))
}

/**
 * The pack as one file: the signed list of files first, then the rows' hashes, then the files. The same facts, files and key give
 * the same bytes (Ed25519 is deterministic). Every file must end with a line break.
 */
export function packOf(facts: PackFacts, files: readonly ArchiveFile[], key: SigningPair): Buffer {
  const open = files.find(({ content }) => content.length > 0 && content.at(-1) !== 10)
  if (open) throw new Error(`${open.name} does not end with a line break`)
  const listed = [rowHashes(files), ...files]
  const manifest = `${canonicalJson({
    type: 'andon.pack.v1',
    ...facts,
    key: fingerprintOf(key.publicKey),
    rowBlocks: blocksOf(listed[0]?.content ?? Buffer.alloc(0)),
    files: listed.map(({ name, content }) => ({
      name,
      bytes: content.length,
      sha256: sha256(content),
      crc32: crc32(content),
    })),
  })}\n`
  const seal = `${canonicalJson({ publicKey: key.publicKey, signature: signText(key.privateKey, manifest) })}\n`
  return archiveOf([
    { name: 'manifest.json', content: Buffer.from(manifest) },
    { name: 'manifest.sig', content: Buffer.from(seal) },
    ...listed,
  ])
}
