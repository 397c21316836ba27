#!/usr/bin/env node
// Checks an evidence pack: one client's month, as its service partner froze it.
//   node verify-pack.mjs <pack.zip> [--key <fingerprint>] [--checkpoint <digest>]...
// Needs Node 20 or newer and nothing else: no package, no network, no account, no trust in whoever made the pack.
// Exit code 0 = PASS, 1 = FAIL (with the first bad place), 2 = it could not be run.
// What it does, in the order of the functions below:
//   1. CONTAINER  The pack is a ZIP without compression whose every byte follows from its list of files (manifest.json). The list
//                 is signed (Ed25519). Each file's bytes are compared with the list, then each byte between the files.
//   2. CHECKPOINTS The partner's audit trail is a list of entries, each with a SHA-256. A checkpoint is a signed statement: "the first
//                 N entries have this Merkle root" (RFC 6962). Each names the one before, and proves that it continues its tree.
//   3. AUDIT      Entries of this client are shown in full and must have the hash that the tree holds. Entries of others are shown
//                 as their hash only. Within the month's range no entry is missing: all hashes together give the signed root.
//   4. CONTENT    The frozen figures have the digest that was recorded; no decision was made by who asked for it or wrote it.
// With --key and --checkpoint, taken from a mail you were sent at the time, it also proves that the pack was not made by somebody
// else and that the history was not written anew since. Without them it says so.

import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

// ---- small parts
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (bytes) => bytes.toString('hex')
const bytesOf = (text) => Buffer.from(text, 'hex')
const isHash = (text) => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)
/** RFC 8785: the one way to write a JSON value; fields sorted by UTF-16 code units, numbers as ECMAScript writes them. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}
/** A bad place: which file, which row of it (from 1), which bytes of the pack. */
const NOWHERE = { section: null, row: null, byte: null, length: null }
const bad = (why, place) => Object.assign(new Error(why), { place: { ...NOWHERE, ...place } })
const demand = (condition, why, place) => {
  if (!condition) throw bad(why, place)
}
const fingerprintOf = (publicKey) => hex(sha256(Buffer.from(publicKey, 'base64')))
/** Ed25519 over the text's UTF-8 bytes; base64 must be the one way to write these bytes. */
function isSigned(text, { publicKey, signature }) {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    const bytes = Buffer.from(signature, 'base64')
    const isPlain = bytes.toString('base64') === signature && Buffer.from(publicKey, 'base64').toString('base64') === publicKey
    return isPlain && key.asymmetricKeyType === 'ed25519' && verifySignature(null, Buffer.from(text), key, bytes)
  } catch {
    return false
  }
}

// ---- Merkle tree (RFC 6962)
const leafOf = (entryHash) => sha256(Buffer.from([0]), bytesOf(entryHash))
const nodeOf = (left, right) => sha256(Buffer.from([1]), left, right)
const EMPTY = sha256('')
/** A tree of n leaves is cut at the largest power of two below n. */
function cut(n) {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
/** Root of `size` leaves out of the leaves from … to-1 and the hashes of everything beside them, left to right. */
function rootOfRange(leaves, { from, to, size, beside }) {
  const rest = [...beside]
  const walk = (lo, hi) => {
    if (hi <= from || lo >= to) return rest.shift() ?? EMPTY
    if (hi - lo === 1) return leaves[lo - from] ?? EMPTY
    const middle = lo + cut(hi - lo)
    return nodeOf(walk(lo, middle), walk(middle, hi))
  }
  const root = walk(0, size)
  return rest.length === 0 ? root : EMPTY
}
/** Root of `size` leaves out of one leaf and its audit path, listed from the leaf upwards. */
function rootOfPath(leaf, index, size, path) {
  const rest = [...path]
  const climb = (lo, hi) => {
    if (hi - lo === 1) return leaf
    const sibling = rest.pop() ?? EMPTY
    const middle = lo + cut(hi - lo)
    return index < middle ? nodeOf(climb(lo, middle), sibling) : nodeOf(sibling, climb(middle, hi))
  }
  const root = climb(0, size)
  return rest.length === 0 ? root : EMPTY
}
/** True when the tree (size, root) begins with the tree (first, firstRoot): RFC 6962 §2.1.2. */
function continues(first, firstRoot, size, root, proof) {
  if (first === 0) return proof.length === 0
  if (first === size) return proof.length === 0 && firstRoot.equals(root)
  const rest = [...proof]
  const climb = (m, n, isWhole) => {
    if (m === n) {
      const node = isWhole ? firstRoot : (rest.shift() ?? EMPTY)
      return [node, node]
    }
    const k = cut(n)
    const [old, now] = m <= k ? climb(m, k, isWhole) : climb(m - k, n - k, false)
    const sibling = rest.shift() ?? EMPTY
    return m <= k ? [old, nodeOf(now, sibling)] : [nodeOf(sibling, old), nodeOf(sibling, now)]
  }
  const [old, now] = climb(first, size, true)
  return rest.length === 0 && old.equals(firstRoot) && now.equals(root)
}

// ---- 1. container
/** The checksum that a ZIP carries for each file. It guards against accidents only; the proof is the SHA-256. */
const CRC = Array.from({ length: 256 }, (_, n) => [...'12345678'].reduce((c) => (c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1), n))
const crc32 = (bytes) => (bytes.reduce((c, byte) => CRC[(c ^ byte) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0
/** What a ZIP says of a file, alike before it and in the directory: no compression, UTF-8 names, no date. */
function facts({ name, bytes, crc32: crc }) {
  const block = Buffer.alloc(26)
  block.writeUInt16LE(20, 0)
  block.writeUInt16LE(0x0800, 2)
  block.writeUInt16LE(0x0021, 8)
  block.writeUInt32LE(crc, 10)
  block.writeUInt32LE(bytes, 14)
  block.writeUInt32LE(bytes, 18)
  block.writeUInt16LE(Buffer.byteLength(name), 22)
  return block
}
const HEAD = Buffer.from('504b0304', 'hex')
const headerOf = (file) => Buffer.concat([HEAD, facts(file), Buffer.from(file.name)])
/** The directory at the end of the ZIP, for files at these offsets. */
function directoryOf(files) {
  const entries = files.map((file) => {
    const place = Buffer.alloc(14)
    place.writeUInt32LE(file.offset, 10)
    return Buffer.concat([Buffer.from('504b01021400', 'hex'), facts(file), place, Buffer.from(file.name)])
  })
  const directory = Buffer.concat(entries)
  const last = files.at(-1)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(last.offset + headerOf(last).length + last.bytes, 16)
  return Buffer.concat([directory, end])
}
/** Compares bytes of the pack with what must stand there. */
function compare(pack, offset, wanted, section) {
  for (let i = 0; i < wanted.length; i++) {
    const place = { section, byte: offset + i, length: 1 }
    demand(offset + i < pack.length, 'the pack ends here, too early', place)
    demand(pack[offset + i] === wanted[i], 'a byte between the files is not what it must be', place)
  }
  return offset + wanted.length
}

function parse(text, place) {
  try {
    return JSON.parse(text)
  } catch {
    throw bad('this cannot be read as JSON', place)
  }
}
/** The first two files stand before anything is known: their sizes come from their own headers, their truth from the signature. */
function readSigned(pack, offset, name) {
  const start = offset + 30 + name.length
  const bytes = pack.length >= offset + 30 ? pack.readUInt32LE(offset + 18) : Number.MAX_SAFE_INTEGER
  const place = { section: 'manifest.json', byte: 0, length: pack.length + 1 }
  demand(start + bytes <= pack.length, 'the list of files cannot be read', place)
  const content = pack.subarray(start, start + bytes)
  const file = { name, bytes, crc32: crc32(content), offset }
  demand(headerOf(file).equals(pack.subarray(offset, start)), 'the list of files cannot be read', place)
  return { file, text: content.toString('utf8'), end: start + bytes }
}

function readManifest(pack, anchors) {
  const list = readSigned(pack, 0, 'manifest.json')
  const sign = readSigned(pack, list.end, 'manifest.sig')
  const place = { section: 'manifest.json', byte: 0, length: sign.end }
  const [manifest, seal] = [list.text, sign.text].map((text) => parse(text, place))
  const isPlain = `${canonical(manifest)}\n` === list.text && `${canonical(seal)}\n` === sign.text
  demand(isPlain && manifest.type === 'andon.pack.v1', 'the list of files is not written as it must be', place)
  demand(isSigned(list.text, seal), 'the signature does not fit the list of files: one of the two was altered', place)
  const fingerprint = fingerprintOf(seal.publicKey)
  demand(manifest.key === fingerprint, 'the list of files names another key', place)
  demand(!anchors.key || anchors.key === fingerprint, `signed by another key: ${fingerprint}, not the one you gave`, place)
  return { manifest, files: [list.file, sign.file], end: sign.end }
}

const linesOf = (bytes) => bytes.toString('latin1').split('\n').slice(0, -1)
const hashOfLine = (line) => hex(sha256(Buffer.from(line, 'latin1')))
/** A file is not as listed: finds the first row that differs from `rows`, which holds its length and hash. */
function findRow(file, content, rows) {
  const lines = linesOf(content)
  let byte = file.start
  for (let row = 1; ; row++) {
    const wanted = rows.get(`${file.name}\t${row}`)
    const line = lines[row - 1]
    const length = wanted?.length ?? file.start + file.bytes - byte
    if (!wanted || line === undefined || hashOfLine(line) !== wanted.hash) return { section: file.name, row, byte, length }
    byte += length
  }
}
/** rows.sha256: file, number of the row, its bytes with the line break, its hash without it. */
function readRows(text) {
  const parts = text.split('\n').slice(0, -1).map((line) => line.split('\t'))
  return new Map(parts.map(([name, row, length, hash]) => [`${name}\t${row}`, { length: Number(length), hash }]))
}
/** In rows.sha256 itself the first bad KiB is found by the hashes in the signed list. */
function findBlock(file, content, blocks) {
  const size = 1024
  const index = blocks.findIndex((hash, i) => hex(sha256(content.subarray(i * size, (i + 1) * size))) !== hash)
  const row = linesOf(content.subarray(0, index * size)).length + 1
  return { section: file.name, row, byte: file.start + index * size, length: Math.min(size, file.bytes - index * size) }
}
/** Every byte: signed list, then for each file its header and content, then the directory, then nothing. */
function readContainer(pack, anchors) {
  const { manifest, files: signed, end } = readManifest(pack, anchors)
  let offset = end
  const files = manifest.files.map((file) => {
    const placed = { ...file, offset, start: offset + headerOf(file).length }
    offset = placed.start + file.bytes
    return placed
  })
  let rows = new Map()
  for (const file of files) {
    compare(pack, file.offset, headerOf(file), file.name)
    const content = pack.subarray(file.start, file.start + file.bytes)
    const isList = file === files[0]
    if (hex(sha256(content)) !== file.sha256 || crc32(content) !== file.crc32)
      throw bad('the content was altered', isList ? findBlock(file, content, manifest.rowBlocks) : findRow(file, content, rows))
    if (isList) rows = readRows(content.toString('utf8'))
  }
  offset = compare(pack, offset, directoryOf([...signed, ...files]), 'directory')
  demand(pack.length === offset, 'bytes were added after the end', { section: 'directory', byte: offset, length: pack.length - offset })
  return { manifest, files: new Map(files.map((file) => [file.name, { ...file, content: pack.subarray(file.start, file.start + file.bytes) }])) }
}
/** Rows of a file as values, each with its place for a complaint. */
function rowsOf({ files }, name) {
  const file = files.get(name)
  demand(file, 'the file is missing', { section: name })
  let byte = file.start
  return linesOf(file.content).map((line, index) => {
    const place = { section: name, row: index + 1, byte, length: line.length + 1 }
    byte += line.length + 1
    const text = Buffer.from(line, 'latin1').toString('utf8')
    const value = parse(text, place)
    demand(canonical(value) === text, 'the row is not canonical JSON', place)
    return { value, place }
  })
}

// ---- 2. checkpoints
function checkCheckpoints(pack, anchors) {
  const keys = new Set(rowsOf(pack, 'keys.jsonl').map(({ value, place }) => {
    demand(fingerprintOf(value.publicKey) === value.fingerprint, 'the fingerprint is not of this key', place)
    return value.fingerprint
  }))
  const wanted = new Set(anchors.checkpoints)
  let before = null
  for (const { value, place } of rowsOf(pack, 'checkpoints.jsonl')) {
    const body = JSON.parse(value.body)
    const digest = hex(sha256(value.body))
    const root = bytesOf(body.root)
    demand(canonical(body) === value.body && body.type === 'andon.checkpoint.v1', 'the checkpoint is not written as it must be', place)
    demand(body.partner === pack.manifest.partner, 'the checkpoint is of another partner', place)
    demand(body.number === (before?.number ?? 0) + 1, 'a checkpoint is missing before this one', place)
    demand(body.prevCheckpointDigest === (before?.digest ?? null), 'the checkpoint does not follow the one before it', place)
    demand(keys.has(body.key) && fingerprintOf(value.publicKey) === body.key, 'the checkpoint names a key that is not in this pack', place)
    demand(isSigned(value.body, value), 'the signature does not fit the checkpoint', place)
    const proof = value.consistency.map(bytesOf)
    const isGrown = before ? continues(before.size, before.root, body.size, root, proof) : proof.length === 0
    demand(isGrown, 'its tree does not continue the tree of the checkpoint before', place)
    wanted.delete(digest)
    before = { number: body.number, size: body.size, root, digest, at: body.at }
  }
  demand(before && before.number === pack.manifest.checkpoint.number && before.digest === pack.manifest.checkpoint.digest,
    'the checkpoint that the pack rests on is missing', { section: 'checkpoints.jsonl' })
  const [missing] = wanted
  demand(!missing, `the checkpoint you were mailed (${missing}) is not part of this history: it was written anew, or is newer than the pack`,
    { section: 'checkpoints.jsonl' })
  return before
}

// ---- 3. audit
function checkAudit(pack, anchor) {
  const { client } = pack.manifest
  const [{ value: range, place: rangePlace }] = rowsOf(pack, 'proofs.jsonl')
  const rows = rowsOf(pack, 'audit.jsonl')
  const leaves = []
  let shown = 0
  let last = { seq: 0, hash: null }
  for (const { value, place } of rows) {
    const { seq, hash, prevHash, entry, proof } = value
    demand(Number.isInteger(seq) && seq > last.seq && seq <= anchor.size && isHash(hash), 'the entry is out of order', place)
    const isInRange = seq >= range.from
    demand(!isInRange || seq === Math.max(range.from, last.seq + 1), `entry ${Math.max(range.from, last.seq + 1)} is missing before this one`, place)
    if (entry) {
      shown += 1
      demand(entry.clientId === client && entry.seq === String(seq), 'the entry is not this client’s', place)
      demand(hex(sha256(canonical(entry), prevHash)) === hash, `entry ${seq} does not have its hash: it was altered`, place)
      demand(last.seq !== seq - 1 || last.hash === prevHash, `entry ${seq} does not follow the entry before it`, place)
      const root = rootOfPath(leafOf(hash), seq - 1, anchor.size, proof.map(bytesOf))
      demand(root.equals(anchor.root), `entry ${seq} is not in the signed tree`, place)
    } else demand(isInRange, 'an entry of somebody else, outside the range', place)
    if (isInRange) leaves.push(leafOf(hash))
    last = { seq, hash }
  }
  demand(range.from > anchor.size || last.seq === anchor.size, `entry ${last.seq + 1} is missing at the end`, { ...rows.at(-1)?.place, section: 'audit.jsonl' })
  const root = range.from > anchor.size ? anchor.root : rootOfRange(leaves, { from: range.from - 1, to: anchor.size, size: anchor.size, beside: range.beside.map(bytesOf) })
  demand(root.equals(anchor.root), 'the entries of the range do not give the signed root', rangePlace)
  return { shown, hidden: rows.length - shown, from: range.from, to: anchor.size, rows }
}

// ---- 4. content
function checkFigures(pack, audit) {
  const rows = rowsOf(pack, 'figures.jsonl')
  let digest = null
  for (const { value, place } of rows) {
    demand(hex(sha256(canonical(value.figures))) === value.digest, 'the figures do not have the digest that was frozen', place)
    demand(value.previousDigest === digest, 'the figures do not follow the ones before', place)
    demand(value.month === pack.manifest.month && value.clientId === pack.manifest.client, 'the figures are of another month or client', place)
    digest = value.digest
  }
  const recorded = new Set(audit.rows.map(({ value }) => value.entry?.after?.digest))
  for (const { value, place } of rows) demand(recorded.has(value.digest), 'no entry of the audit trail records these figures', place)
  return rows.length
}

function checkDecisions(pack) {
  const decisions = rowsOf(pack, 'approvals.jsonl').filter(({ value }) => value.kind === 'decision')
  for (const { value, place } of decisions) {
    const own = [value.requesterId, ...value.authorIds]
    demand(!own.includes(value.approverId) && !own.includes(value.seatId), 'somebody decided about their own request or work', place)
  }
  return decisions.length
}

// ---- all
/**
 * Checks a pack. `anchors`: key = fingerprint, checkpoints = digests that you were mailed.
 * @param {Buffer} pack
 * @param {{ key?: string | null, checkpoints?: string[] }} anchors
 * @returns {{ ok: true, proved: string[], open: string[], manifest: { partner: string, client: string, month: string } }
 *   | { ok: false, why: string, section: string | null, row: number | null, byte: number | null, length: number | null }}
 */
export function verifyPack(pack, anchors = {}) {
  const given = { key: anchors.key ?? null, checkpoints: anchors.checkpoints ?? [] }
  try {
    const content = readContainer(pack, given)
    const { manifest } = content
    for (const name of content.files.keys()) if (name.endsWith('.jsonl')) rowsOf(content, name)
    const anchor = checkCheckpoints(content, given)
    const audit = checkAudit(content, anchor)
    const figures = checkFigures(content, audit)
    const decisions = checkDecisions(content)
    const proved = [
      `Every one of ${pack.length} bytes is covered by the signature of key ${manifest.key}.`,
      `${anchor.number} checkpoints are signed, follow each other, and each continues the tree of the one before. The last, of ${anchor.at}, covers ${anchor.size} entries.`,
      `${audit.shown} audit entries of this client are as they were written and stand in the signed tree; from entry ${audit.from} to ${audit.to} none is missing (${audit.hidden} of others are shown by their hash).`,
      `The frozen figures of ${manifest.month} and ${figures - 1} addenda have the digests that the audit trail records.`,
      `${decisions} decisions were made by people who had neither asked for nor written what they decided about.`,
    ]
    const open = []
    if (!given.key) open.push(`That key ${manifest.key} is your partner's: compare it with a mail of theirs, or give it with --key.`)
    if (given.checkpoints.length === 0)
      open.push('That the history was not written anew before this pack was made: give a checkpoint digest you were mailed with --checkpoint.')
    return { ok: true, proved, open, manifest }
  } catch (error) {
    if (error.place) return { ok: false, why: error.message, ...error.place }
    // Signed content that is not of the form above: made by somebody with the key who did not write it as agreed.
    return { ok: false, why: `the content is not of the agreed form: ${error.message}`, ...NOWHERE }
  }
}

function main(args) {
  const text = { type: 'string', multiple: true, default: [] }
  let path, key, checkpoints
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { key: text, checkpoint: text } })
    ;[path, key, checkpoints] = [positionals[0], values.key[0] ?? null, values.checkpoint]
  } catch {} // an unknown option: the usage follows
  if (!path || ![key, ...checkpoints].every((given) => given === null || isHash(given))) {
    process.stderr.write('Usage: node verify-pack.mjs <pack.zip> [--key <64 hex digits>] [--checkpoint <64 hex digits>]...\n')
    return 2
  }
  let pack
  try {
    pack = readFileSync(path)
  } catch (error) {
    process.stderr.write(`${path} cannot be read: ${error.message}\n`)
    return 2
  }
  const verdict = verifyPack(pack, { key, checkpoints })
  if (!verdict.ok) {
    const { section, row, byte, length } = verdict
    const place = [section && `in ${section}`, row && `row ${row}`, byte !== null && `byte ${byte}${length > 1 ? `–${byte + length - 1}` : ''} of the pack`]
    process.stdout.write(`FAIL  ${verdict.why}\n      ${place.filter(Boolean).join(', ')}\n`)
    return 1
  }
  process.stdout.write(`PASS  client ${verdict.manifest.client}, month ${verdict.manifest.month}\n`)
  for (const line of verdict.proved) process.stdout.write(`  ✓ ${line}\n`)
  for (const line of verdict.open) process.stdout.write(`  ? Not proved: ${line}\n`)
  return 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2))
