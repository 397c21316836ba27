import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PriceBookTerms } from '@/domain/price-book/schema'
import { closePools } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { type CastPartner, castClient, castMember, castPartner, type UserCaller } from '@/testing/cast'
import { Plant } from '@/testing/plant'
import { rowsOf } from '@/testing/sender'
import { decideApproval } from '../approval/decide'
import { getApproval } from '../approval/get'
import { proposeCredit } from '../credit/propose'
import { setPriceBook } from '../price-book/set'
import { draftInvoice } from './draft'
import { getInvoice } from './get'
import { issueInvoice } from './issue'
import { listInvoices } from './list'
import { voidInvoice } from './void'

const PRICES = PriceBookTerms.parse({
  currency: 'EUR',
  fixed: [{ text: 'Managed automation', minor: 149_000 }],
  workflow: { included: 1, minor: 4_900 },
  executions: { included: 100, tiers: [{ upTo: null, perThousandMinor: 150 }] },
  tax: { name: 'VAT 19 %', ppm: 190_000 },
})

let partner: CastPartner
let otto: UserCaller
let clientId: string

/** A frozen month of a client, with what its contract owes. */
async function frozen(of: string, month: string, creditMinor: number): Promise<string> {
  const plant = await Plant.open(partner.tenantId, of)
  const credits = {
    currency: 'EUR',
    minor: creditMinor,
    sum: `${creditMinor}`,
    cap: '44700',
    isCapped: false,
    steps: [],
  }
  const figures = canonicalJson({
    format: 'andon-figures/1',
    month,
    zone: 'UTC',
    segments: [],
    objectives: [],
    credits,
  })
  const digest = sha256(figures)
  const from = { month, zone: 'UTC', fromAt: new Date(0), toAt: new Date(1), figures, digest, inputsDigest: digest }
  await plant.insert('month_freeze', { id: newId(), ...from, frozenBy: 'Ada', frozenAt: new Date() })
  const [orders, labels] = [await plant.workflow({ name: 'Orders' }), await plant.workflow({ name: 'Labels' })]
  await plant.day(orders, `${month}-01`, { succeeded: 700, failed: 20 })
  await plant.day(orders, `${month}-28`, { succeeded: 1_000, cancelled: 5 })
  await plant.day(labels, `${month}-28`, { succeeded: 300, manual: 8 })
  await plant.close()
  return digest
}

async function decided(requestId: string, by: UserCaller, decision: 'approve' | 'reject') {
  const { contentHash } = await getApproval(by, { requestId })
  return decideApproval(by, { requestId, decision, reason: 'as the contract says', contentHash, forUserId: null })
}
const requestOf = async (creditId: string) =>
  (await rowsOf<{ id: string }>('SELECT request_id AS id FROM credit WHERE id = $1', [creditId]))[0]?.id ?? ''

beforeAll(async () => {
  partner = await castPartner()
  otto = await castMember(partner, { name: 'Otto', role: 'partner_approver' })
  clientId = await castClient(partner)
  await frozen(clientId, '2026-09', 12_345)
  await setPriceBook(partner.ada, { clientId, prices: PRICES })
})
afterAll(closePools)

describe('an invoice', () => {
  let invoiceId: string

  it('is worked out from price book and roll-ups, once, however many ask at once', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 20 }, () => draftInvoice(partner.ada, { clientId, month: '2026-09' })),
    )
    expect(new Set(drafts.map((draft) => draft.invoiceId)).size).toBe(1)
    invoiceId = drafts[0]?.invoiceId ?? ''
    const { invoice } = await getInvoice(partner.ada, { invoiceId })
    // 2,033 runs: 1,933 beyond those included at 1.50 a thousand
    expect(invoice.body.lines.map(({ kind, minor }) => [kind, minor])).toEqual([
      ['fixed', 149_000],
      ['workflows', 4_900],
      ['executions', 290],
    ])
    expect(invoice.body.usage).toMatchObject({
      runs: 2_033,
      days: [
        { day: '2026-09-01', runs: 720 },
        { day: '2026-09-28', runs: 1_313 },
      ],
    })
    expect(invoice.totalMinor).toBe(154_190 + 29_296)
  })

  it('takes a credit only when another person has said yes', async () => {
    const { creditId } = await proposeCredit(partner.ada, { clientId, month: '2026-09' })
    expect((await proposeCredit(partner.ada, { clientId, month: '2026-09' })).creditId).toBe(creditId)
    const requestId = await requestOf(creditId)
    await expect(decided(requestId, partner.ada, 'approve')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const before = await draftInvoice(partner.ada, { clientId, month: '2026-09' })
    await decided(requestId, otto, 'approve')
    const after = await draftInvoice(partner.ada, { clientId, month: '2026-09' })
    expect(after.digest).not.toBe(before.digest)
    const { invoice } = await getInvoice(partner.ada, { invoiceId })
    expect(invoice.body.lines.at(-1)).toMatchObject({ kind: 'credit', creditId, minor: -12_345, month: '2026-09' })
    expect(invoice.body.netMinor).toBe(154_190 - 12_345)
  })

  it('is issued as it was looked at, with a number without gap, and never changes again', async () => {
    const { invoice } = await getInvoice(partner.ada, { invoiceId })
    await expect(issueInvoice(partner.ada, { invoiceId, digest: 'f'.repeat(64) })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const issued = await issueInvoice(partner.ada, { invoiceId, digest: invoice.digest })
    expect(issued.number).toBe(1)
    expect((await issueInvoice(partner.ada, { invoiceId, digest: invoice.digest })).number).toBe(1)
    await setPriceBook(partner.ada, { clientId, prices: { ...PRICES, fixed: [{ text: 'Dearer', minor: 999_000 }] } })
    expect((await draftInvoice(partner.ada, { clientId, month: '2026-09' })).digest).toBe(invoice.digest)
    await expect(rowsOf(`UPDATE invoice SET total_minor = 1 WHERE id = $1`, [invoiceId])).rejects.toThrow(
      'never changes',
    )
    await expect(
      rowsOf(`UPDATE invoice SET status = 'draft', number = NULL, issued_at = NULL, issued_by = NULL WHERE id = $1`, [
        invoiceId,
      ]),
    ).rejects.toThrow(/never/)
  })

  it('uses a credit once; void frees it for the invoice that follows', async () => {
    await frozen(clientId, '2026-10', 0)
    const next = await draftInvoice(partner.ada, { clientId, month: '2026-10' })
    const linesOf = async (id: string) => (await getInvoice(partner.ada, { invoiceId: id })).invoice.body.lines
    expect((await linesOf(next.invoiceId)).some(({ kind }) => kind === 'credit')).toBe(false)
    await voidInvoice(partner.ada, { invoiceId, reason: 'wrong address' })
    await draftInvoice(partner.ada, { clientId, month: '2026-10' })
    expect((await linesOf(next.invoiceId)).some(({ kind }) => kind === 'credit')).toBe(true)
    const again = await draftInvoice(partner.ada, { clientId, month: '2026-09' })
    expect(again.invoiceId).not.toBe(invoiceId)
    const { invoice } = await getInvoice(partner.ada, { invoiceId: again.invoiceId })
    expect((await issueInvoice(partner.ada, { invoiceId: again.invoiceId, digest: invoice.digest })).number).toBe(2)
    const stale = (await getInvoice(partner.ada, { invoiceId: next.invoiceId })).invoice
    await expect(issueInvoice(partner.ada, { invoiceId: next.invoiceId, digest: stale.digest })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
  })

  it('is nothing while the month is open, without a price book, or when nothing is owed', async () => {
    const bare = await castClient(partner)
    await expect(draftInvoice(partner.ada, { clientId: bare, month: '2026-09' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await frozen(bare, '2026-09', 0)
    await expect(draftInvoice(partner.ada, { clientId: bare, month: '2026-09' })).rejects.toMatchObject({
      code: 'INVALID',
    })
    await expect(proposeCredit(partner.ada, { clientId: bare, month: '2026-09' })).rejects.toMatchObject({
      code: 'INVALID',
    })
  })

  it('is nobody’s of another partner, and not the operator’s', async () => {
    const other = await castPartner()
    await expect(getInvoice(other.ada, { invoiceId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(draftInvoice(other.ada, { clientId, month: '2026-09' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await listInvoices(other.ada, { clientId: null })).items).toEqual([])
    const ben = await castMember(partner, { name: 'Ben', role: 'partner_operator' })
    await expect(getInvoice(ben, { invoiceId })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
