import { invoiceOf } from '@/domain/invoice/lines'
import { PriceBookTerms } from '@/domain/price-book/schema'
import { buildReport } from '@/domain/report/build'
import { sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import type { UserCaller } from '../cast'
import { Plant } from '../plant'
import { reportFacts } from '../report'

/** A report of the frozen month that an estate has, with every word of it marked, its file and its mail. */
export async function leaveReport(ada: UserCaller, clientId: string, canary: string): Promise<{ reportId: string }> {
  const plant = await Plant.open(ada.scope.tenantId, clientId)
  const name = (index: number, kind: string) => `${canary} ${kind} ${index}`
  const model = canonicalJson(buildReport(reportFacts({ workflows: 1, promises: 1, incidents: 1, name })))
  const [reportId, at] = [newId(), new Date()]
  const told = {
    month: '2026-10',
    addendum: 0,
    freezeDigest: 'a'.repeat(64),
    model,
    digest: sha256(model),
    locale: 'en',
  }
  const face = JSON.stringify({ name: canary, color: '#0e545e', logo: null })
  await plant.insert('report', {
    id: reportId,
    ...told,
    face,
    note: `${canary} note`,
    status: 'in_review',
    createdAt: at,
  })
  const file = { version: 1, locale: 'en', sha256: 'b'.repeat(64), bytes: 1, pages: 1, madeAt: at }
  await plant.insert('report_file', { reportId, ...file })
  const mail = { email: `board@${canary}.example`, locale: 'en', dueAt: at, status: 'failed', createdAt: at }
  await plant.insert('report_delivery', { id: newId(), reportId, ...mail, detail: `${canary} detail` })
  const recipients = JSON.stringify([{ email: `board@${canary}.example`, locale: 'en' }])
  await plant.insert('report_setting', {
    isHeld: true,
    dayOfMonth: 5,
    recipients,
    updatedBy: `${canary} ada`,
    updatedAt: at,
  })
  await plant.close()
  return { reportId }
}

/** What a client of an estate pays, an invoice of its frozen month, and a credit; every word of it marked. */
export async function leaveResale(tenantId: string, clientId: string, canary: string): Promise<{ invoiceId: string }> {
  const plant = await Plant.open(tenantId, clientId)
  const at = new Date()
  const book = PriceBookTerms.parse({ currency: 'EUR', fixed: [{ text: `${canary} service`, minor: 99_000 }] })
  const by = `${canary} ada`
  await plant.insert('price_book', {
    id: newId(),
    number: 1,
    terms: JSON.stringify(book),
    createdBy: by,
    createdAt: at,
  })
  const usage = { runs: 0, days: [], workflows: [] }
  const of = { month: '2026-10', zone: 'UTC', monthDigest: 'a'.repeat(64), priceBook: 1 }
  const body = canonicalJson(invoiceOf({ ...of, book, usage, credits: [] }))
  const invoiceId = newId()
  await plant.insert('invoice', {
    ...{ id: invoiceId, month: '2026-10', status: 'draft', body, digest: sha256(body), currency: 'EUR' },
    ...{ totalMinor: 99_000, draftedAt: at },
  })
  const figures = { currency: 'EUR', minor: 500, sum: '500', cap: '9900', isCapped: false, steps: [] }
  await plant.insert('credit', {
    ...{ id: newId(), month: '2026-09', monthDigest: 'b'.repeat(64), currency: 'EUR', amountMinor: 500 },
    ...{ figures: JSON.stringify(figures), status: 'rejected', proposedBy: by, proposedAt: at },
  })
  await plant.close()
  return { invoiceId }
}
