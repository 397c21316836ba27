import { afterAll, describe, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import type { AppError } from '@/lib/errors'
import { lastAudit } from '@/testing/audit-rows'
import { castClient, castMember, castPartner } from '@/testing/cast'
import type { Caller } from '../context'
import { applyImport } from './apply'
import { dryRunImport } from './dry-run'

afterAll(closePools)

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: AppError) => error.code,
  )
const TEXT = `Kunde;Werk;Stadt;Zeitzone;Bereich;Linie;System;Systemart;Workflow;Key;Stufe
Brückner;Werk 1;Köln;Europe/Berlin;Montage;Linie A;SAP;ERP;Auftragsfreigabe;order-release;1
Brückner;Werk 1;;;Montage;Linie B;SAP;;Bestand;stock;3
Lakeshore;Plant;Chicago;;;;;;Receiving;receiving;2
;;;;;;;;orphan;;
`
async function importAll(caller: Caller, text: string) {
  const { hashes } = await dryRunImport(caller, { text })
  for (const [chunk, hash] of hashes.entries()) await applyImport(caller, { text, chunk, hash })
}

describe('importing clients', () => {
  it('does what the dry run showed, and the second time nothing', async () => {
    const { ada } = await castPartner()
    const before = await dryRunImport(ada, { text: TEXT })
    expect(before.counts).toEqual({ create: 3, update: 0, skip: 0, error: 1 })
    expect(before.delimiter).toBe(';')
    expect(before.rows[3]).toMatchObject({ line: 5, problems: [{ field: 'client', code: 'required' }] })
    await importAll(ada, TEXT)
    const again = await dryRunImport(ada, { text: TEXT })
    expect(again.counts).toEqual({ create: 0, update: 0, skip: 3, error: 1 })
    const tier = TEXT.replace('stock;3', 'stock;2')
    expect((await dryRunImport(ada, { text: tier })).counts).toEqual({ create: 0, update: 1, skip: 2, error: 1 })
    await importAll(ada, tier)
    expect((await dryRunImport(ada, { text: tier })).counts).toMatchObject({ update: 0, skip: 3 })
    expect(await lastAudit(ada, 'workflow.update')).toMatchObject({ before: { tier: 3 }, after: { tier: 2 } })
  })

  it('refuses when anything is another by now, and writes nothing of it', async () => {
    const partner = await castPartner()
    const { ada } = partner
    const { hashes } = await dryRunImport(ada, { text: TEXT })
    const [hash = ''] = hashes
    await castClient(partner, 'lakeshore')
    expect(await codeOf(applyImport(ada, { text: TEXT, chunk: 0, hash }))).toBe('CONFLICT')
    expect(await codeOf(applyImport(ada, { text: TEXT.replace('Köln', 'Bonn'), chunk: 0, hash }))).toBe('CONFLICT')
    expect((await dryRunImport(ada, { text: TEXT })).counts.create).toBe(3)
  })

  it('of two at once applies one', async () => {
    const { ada } = await castPartner()
    const [hash = ''] = (await dryRunImport(ada, { text: TEXT })).hashes
    const both = [1, 2].map(() => codeOf(applyImport(ada, { text: TEXT, chunk: 0, hash })))
    expect((await Promise.all(both)).sort()).toEqual(['CONFLICT', 'ok'])
    expect((await dryRunImport(ada, { text: TEXT })).counts.skip).toBe(3)
  })

  it('carries a chunk on where an earlier one made what it needs', async () => {
    const { ada } = await castPartner()
    const rows = Array.from({ length: 250 }, (_, at) => `Client ${at % 3},Plant,Chicago,job ${at},${(at % 4) + 1}`)
    const text = `client,site,city,workflow,tier\n${rows.join('\n')}`
    expect((await dryRunImport(ada, { text })).hashes).toHaveLength(3)
    await importAll(ada, text)
    expect((await dryRunImport(ada, { text })).counts).toEqual({ create: 0, update: 0, skip: 250, error: 0 })
  })

  it('sees nothing of other partners, and of other clients for who works for named ones', async () => {
    const [mine, theirs] = [await castPartner(), await castPartner('Mallory')]
    await castClient(theirs, 'brueckner')
    expect((await dryRunImport(mine.ada, { text: TEXT })).counts.create).toBe(3)
    const own = await castClient(theirs, 'own')
    const lee = await castMember(theirs, { name: 'Lee', role: 'partner_operator', clientIds: [own] })
    const { rows } = await dryRunImport(lee, { text: TEXT })
    expect(rows[0]?.problems).toEqual([{ field: 'client', code: 'not_yours' }])
    const cleo = await castMember(theirs, { name: 'Cleo', role: 'client_plant', clientIds: [own] })
    expect(await codeOf(dryRunImport(cleo, { text: TEXT }))).toBe('FORBIDDEN')
  })

  it.each(['client\n"open', 'x,y\n1,2', 'client,Kunde\na,b', 'client\n', `client\n${'a\n'.repeat(5_001)}`])(
    'says what is wrong with %j',
    async (text) => {
      const { ada } = await castPartner()
      expect(await codeOf(dryRunImport(ada, { text }))).toBe('INVALID')
    },
  )
})
