import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entryHash, GENESIS } from '@/domain/audit/chain'
import { readKept } from '@/domain/proof/kept'
import { Frontier } from '@/domain/proof/merkle'
import { entryLeaf } from '@/domain/proof/trail'
import { env } from '@/env'
import { withTenantSql } from '@/infra/db'
import { storage } from '@/infra/storage'
import { isSigned } from '@/lib/ed25519'
import { updateClient } from '@/services/client/update'
import { notifyCheckpoint } from '@/services/notify/checkpoint'
import { type CastPartner, castClient, castMember, castPartner, machine } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import type { Caller } from '../context'
import { takeDailyCheckpoints } from './daily'
import { keepCheckpoint } from './keep'
import { listCheckpoints } from './list'
import { rotateSigningKey } from './rotate-key'
import { setCheckpointMail } from './set-mail'
import { takeCheckpoint } from './take'
import { verifyStoredCheckpoints } from './verify'
import { verifyWholeTrail } from './verify-all'

let partner: CastPartner
let system: Caller
let clientId: string
let plant: Plant

beforeEach(async () => {
  partner = await castPartner()
  system = machine(partner.tenantId)
  clientId = await castClient(partner)
  plant = await Plant.open(partner.tenantId, clientId)
})
afterEach(() => plant.close())

let names = 0
async function write(entries: number): Promise<void> {
  for (let n = 0; n < entries; n++)
    await updateClient(partner.ada, updateClient.input.parse({ clientId, name: `Name ${++names}` }))
}
const take = (cause: 'daily' | 'freeze' = 'daily') => takeCheckpoint(system, { cause })
async function takeAndKeep(): Promise<number> {
  const { number } = await take()
  await keepCheckpoint(system, { number })
  return number
}
const kept = () => {
  const folder = join(env.ANDON_PROOF_DIR ?? '', 'checkpoints', partner.tenantId)
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
}
const verifyAll = (files = kept()) => verifyWholeTrail(system, { files, trusted: null })
const list = () => listCheckpoints(partner.ada, { before: null })
const verify = () => verifyStoredCheckpoints(partner.ada, {})

/** A trail as the program writes it, quicker. */
function chainOf(tenantId: string, length: number): Record<string, unknown>[] {
  let prevHash = GENESIS
  return Array.from({ length }, (_, index) => {
    const names = { actorKind: 'system', actorId: null, actorName: 'test', action: 'test.note', requestId: null }
    const subject = { subjectKind: 'test', subjectId: '1', subjectName: 'one', before: null, after: null, reason: null }
    const entry = { tenantId, seq: BigInt(index + 1), at: new Date(index), clientId: null, ...names, ...subject }
    const hash = entryHash(entry, prevHash)
    const made = { ...entry, seq: index + 1, prevHash, hash }
    prevHash = hash
    return made
  })
}

describe('a checkpoint', () => {
  it('signs one hash over every entry, and the next one ties to it', async () => {
    await take()
    await write(3)
    expect(await take('freeze')).toEqual({ number: 2, size: 5 })
    const { rows, keys, entries } = await list()
    const hashes = await withTenantSql(system.scope, (sql) =>
      sql<{ hash: string }>('SELECT hash FROM audit_entry WHERE tenant_id = :tenant ORDER BY seq'),
    )
    const frontier = new Frontier()
    for (const { hash } of hashes) frontier.append(entryLeaf(hash))
    const [second, first] = rows
    expect(second).toMatchObject({ number: 2, size: 5, root: frontier.root().toString('hex'), cause: 'freeze' })
    expect(JSON.parse(second?.body ?? '')).toMatchObject({
      partner: partner.tenantId,
      prevCheckpointDigest: first?.digest,
    })
    const [key] = keys
    expect(key?.fingerprint).toBe(second?.fingerprint)
    expect(
      isSigned({ publicKey: key?.publicKey ?? '', text: second?.body ?? '', signature: second?.signature ?? '' }),
    ).toBe(true)
    expect(entries).toBe(5)
  })
  it('is not made again for a trail that has not grown, but a freeze has its own', async () => {
    expect(await take()).toMatchObject({ number: 1 })
    expect(await take()).toMatchObject({ number: 1 })
    expect(await take('freeze')).toMatchObject({ number: 2 })
  })
  it('reads only what is new: entries before the last one are not looked at', async () => {
    await write(4)
    await take()
    await plant.raw(`UPDATE audit_entry SET actor_name = 'Eve' WHERE tenant_id = $1 AND seq = 2`)
    await write(1)
    expect(await take()).toMatchObject({ number: 2 })
    await plant.raw(`UPDATE audit_entry SET actor_name = 'Eve' WHERE tenant_id = $1 AND seq = 7`)
    await write(1)
    await plant.raw(`UPDATE audit_entry SET actor_name = 'Eve' WHERE tenant_id = $1 AND seq = 8`)
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('entry 8') })
  })
  it('is one after the other when several are taken at once', async () => {
    await write(3)
    await Promise.all([take('freeze'), take('freeze'), take('freeze')])
    expect((await list()).rows.map(({ number }) => number)).toEqual([3, 2, 1])
    expect(await verify()).toMatchObject({ count: 3, fault: null, inconsistent: null })
  })
  it('stores the roots of full tiles, and proofs over them agree with the entries', async () => {
    await plant.raw(`DELETE FROM audit_entry WHERE tenant_id = $1`)
    const chain = chainOf(partner.tenantId, 600)
    await plant.raw(`DELETE FROM audit_head WHERE tenant_id = $1`)
    for (const entry of chain) await plant.insert('audit_entry', entry)
    for (const size of [200, 300, 600]) {
      await plant.raw(
        `INSERT INTO audit_head SELECT tenant_id, seq, hash FROM audit_entry WHERE tenant_id = $1 AND seq = ${size}
         ON CONFLICT (tenant_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      )
      expect(await take()).toMatchObject({ size })
    }
    const tiles = await withTenantSql(system.scope, (sql) =>
      sql<{ number: number; hash: string }>(
        'SELECT number, hash FROM audit_tile WHERE tenant_id = :tenant ORDER BY number',
      ),
    )
    const rootOf = (from: number) => {
      const frontier = new Frontier()
      for (const { hash } of chain.slice(from, from + 256)) frontier.append(entryLeaf(String(hash)))
      return frontier.root().toString('hex')
    }
    expect(tiles).toEqual([0, 1].map((number) => ({ number, hash: rootOf(number * 256) })))
    expect(await verify()).toMatchObject({ count: 3, fault: null, inconsistent: null, compared: 3 })
    expect((await verifyAll([])).badEntry).toBeNull()
  })
  it('is made once a day for every partner whose trail has grown', async () => {
    await takeDailyCheckpoints(machine)
    await takeDailyCheckpoints(machine)
    expect((await list()).rows).toHaveLength(1)
    await plant.raw(`UPDATE audit_checkpoint SET at = at - interval '1 day' WHERE tenant_id = $1`)
    await takeDailyCheckpoints(machine)
    expect((await list()).rows).toHaveLength(1)
    await write(1)
    await takeDailyCheckpoints(machine)
    expect((await list()).rows).toHaveLength(2)
  })
})

describe('outside the database', () => {
  it('lies a copy with the hashes of the entries it added, written once', async () => {
    await takeAndKeep()
    await write(2)
    const number = await takeAndKeep()
    await keepCheckpoint(system, { number })
    const [, path] = await storage().list(`checkpoints/${partner.tenantId}`)
    const file = readKept((await storage().get(path ?? ''))?.toString('utf8') ?? '')
    expect(file?.entryHashes).toHaveLength(2)
    expect(await verify()).toMatchObject({ count: 2, kept: 2, notKept: null })
  })
  it('is mailed to the keepers, once each, in the partner’s name', async () => {
    await setCheckpointMail(partner.ada, { mailTo: ['quinn@audit.example', 'it@plant.example', 'it@plant.example'] })
    const { number } = await take()
    await notifyCheckpoint(system, { number })
    await notifyCheckpoint(system, { number })
    const mails = await withTenantSql(system.scope, (sql) =>
      sql<{ to_addr: string; text: string }>(
        `SELECT to_addr, text FROM mail_message WHERE tenant_id = :tenant AND key LIKE 'checkpoint/%' ORDER BY to_addr`,
      ),
    )
    expect(mails.map(({ to_addr }) => to_addr)).toEqual(['it@plant.example', 'quinn@audit.example'])
    const { rows, mailTo } = await list()
    for (const part of [rows[0]?.digest, rows[0]?.fingerprint, rows[0]?.signature])
      expect(mails[0]?.text.replaceAll(/\s/g, '')).toContain(part)
    expect(rows[0]?.mailedAt).toBeInstanceOf(Date)
    expect(mailTo).toHaveLength(2)
  })
})

describe('the check of everything', () => {
  it('passes over several checkpoints and a rotated key', async () => {
    await write(3)
    await takeAndKeep()
    const { fingerprint } = await rotateSigningKey(partner.ada, {})
    await write(2)
    await takeAndKeep()
    const { keys, rows } = await list()
    expect(keys).toHaveLength(2)
    expect(rows[0]?.fingerprint).toBe(fingerprint)
    expect(keys.filter(({ retiredAt }) => retiredAt)).toHaveLength(1)
    expect(await verifyAll()).toMatchObject({
      entries: 8,
      checkpoints: 2,
      kept: 2,
      badFile: null,
      badCheckpoint: null,
      badEntry: null,
    })
    const strangers = await verifyWholeTrail(system, { files: kept(), trusted: [fingerprint] })
    expect(strangers.badCheckpoint).toEqual({ ok: false, number: 1, why: 'key_unknown' })
  })
  it('names an altered entry, a rewritten one, and a cut tail with its moved head', async () => {
    await write(4)
    await takeAndKeep()
    await plant.raw(`UPDATE audit_entry SET actor_name = 'Eve' WHERE tenant_id = $1 AND seq = 3`)
    expect((await verifyAll()).badEntry).toMatchObject({ firstBadSeq: 3n, why: 'content_altered' })
    await plant.raw(
      `UPDATE audit_entry SET actor_name = 'Eve', hash = repeat('ab', 32) WHERE tenant_id = $1 AND seq = 3`,
    )
    expect((await verifyAll()).badEntry).toMatchObject({ firstBadSeq: 3n, why: 'rewritten', checkpoint: 1 })
    expect(await verify()).toMatchObject({ inconsistent: 1 })
    await plant.raw(`DELETE FROM audit_entry WHERE tenant_id = $1 AND seq >= 2`)
    await plant.raw(
      `UPDATE audit_head h SET seq = 1, hash = (SELECT hash FROM audit_entry WHERE tenant_id = $1 AND seq = 1) WHERE tenant_id = $1`,
    )
    expect((await verifyAll()).badEntry).toMatchObject({ firstBadSeq: 2n, why: 'cut_off' })
  })
  it('names a checkpoint that the database lost, one that it holds otherwise, and a file that is none', async () => {
    await write(2)
    await takeAndKeep()
    await write(2)
    await takeAndKeep()
    const files = kept()
    await plant.raw(
      `UPDATE audit_checkpoint SET body = replace(body, 'daily', 'freeze') WHERE tenant_id = $1 AND number = 1`,
    )
    expect((await verifyAll(files)).badCheckpoint).toMatchObject({ number: 1, why: 'differs_from_kept' })
    expect((await verifyAll([])).badCheckpoint).toMatchObject({ number: 1, why: 'signature' })
    expect((await verify()).fault).toEqual({ number: 1, why: 'signature' })
    await plant.raw(`DELETE FROM audit_checkpoint WHERE tenant_id = $1`)
    expect((await verifyAll(files)).badCheckpoint).toMatchObject({ number: 1, why: 'missing_in_database' })
    expect((await verifyAll([join(process.cwd(), 'package.json')])).badFile).toContain('package.json')
  })
  it('is not for somebody who sees some clients only', async () => {
    const otto = await castMember(partner, { name: 'Otto', role: 'client_auditor', clientIds: [clientId] })
    await expect(verifyStoredCheckpoints(otto, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(rotateSigningKey(otto, {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
