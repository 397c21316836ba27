import { PriceBookTerms } from '@/domain/price-book/schema'
import { sha256 } from '@/lib/crypto'
import { newId } from '@/lib/ids'
import { canonicalJson } from '@/lib/json'
import { draftInvoice } from '@/services/invoice/draft'
import { freezeMonth } from '@/services/month/freeze'
import { getMonth } from '@/services/month/get'
import { settleClient } from '@/services/month/settle'
import { setPriceBook } from '@/services/price-book/set'
import { Plant } from '@/testing/plant'
import { systemCaller } from '~/prisma/seed/callers'
import type { Partner } from './_world'

const PRICES = PriceBookTerms.parse({
  currency: 'EUR',
  fixed: [{ text: 'Managed automation', minor: 149_000 }],
  workflow: { included: 1, minor: 4_900 },
  executions: { included: 100, tiers: [{ upTo: null, perThousandMinor: 150 }] },
  tax: { name: 'VAT 19 %', ppm: 190_000 },
})

/** The month that ended `back` months before this one, YYYY-MM. */
function monthBack(back: number): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 7)
}

/** Last month of a client, frozen as its people would. */
async function freezeLast({ tenantId, owner }: Partner, clientId: string): Promise<void> {
  await settleClient(systemCaller(tenantId), clientId)
  await freezeMonth(owner.caller, { clientId, month: monthBack(1), reason: 'Closed for the first invoice' })
}

/**
 * The month before last, frozen with two busy days and a promise that was broken: 123.45 are owed. A partner of today cannot
 * have lived it, so its rows are written as the freeze would have left them.
 */
export async function leaveBrokenMonth(here: Partner, clientId: string): Promise<string> {
  await freezeLast(here, clientId)
  const real = await getMonth(here.owner.caller, { clientId, month: monthBack(1) })
  const month = monthBack(2)
  const credits = { currency: 'EUR', minor: 12_345, sum: '12345', cap: '44700', isCapped: false, steps: [] }
  const figures = canonicalJson({ ...real.figures, month, credits })
  const plant = await Plant.open(here.tenantId, clientId)
  const digest = sha256(figures)
  const from = { month, zone: real.zone, fromAt: new Date(0), toAt: new Date(1), figures, digest, inputsDigest: digest }
  await plant.insert('month_freeze', { id: newId(), ...from, frozenBy: 'Ada Brandt', frozenAt: new Date() })
  const [orders, labels] = [await plant.workflow({ name: 'Orders' }), await plant.workflow({ name: 'Labels' })]
  await plant.day(orders, `${month}-01`, { succeeded: 700, failed: 20 })
  await plant.day(labels, `${month}-28`, { succeeded: 1_305, manual: 8 })
  await plant.close()
  return month
}

/** A client with prices and a draft of last month: what stands in `[invoice]`. */
export async function bill(here: Partner, clientId: string): Promise<{ invoice: string }> {
  await freezeLast(here, clientId)
  await setPriceBook(here.owner.caller, { clientId, prices: PRICES })
  const { invoiceId } = await draftInvoice(here.owner.caller, { clientId, month: monthBack(1) })
  return { invoice: invoiceId }
}
