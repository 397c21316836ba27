import { PriceBookTerms } from '@/domain/price-book/schema'
import { platformQuery } from '@/infra/db'
import { decideApproval } from '@/services/approval/decide'
import { getApproval } from '@/services/approval/get'
import type { Caller } from '@/services/context'
import { proposeCredit } from '@/services/credit/propose'
import { draftInvoice } from '@/services/invoice/draft'
import { getInvoice } from '@/services/invoice/get'
import { issueInvoice } from '@/services/invoice/issue'
import { listMonths } from '@/services/month/list'
import { setPriceBook } from '@/services/price-book/set'
import { personCaller } from './callers'
import type { SeededPlant } from './plant'

/** What each plant pays Nordlicht a month; Vela's prices are still being talked about. */
const BOOKS: Readonly<Record<string, object>> = {
  brueckner: {
    currency: 'EUR',
    fixed: [
      { text: 'Managed automation, Werk Hamburg', minor: 189_000 },
      { text: 'On-call, nights and weekends', minor: 45_000 },
    ],
    workflow: { included: 8, minor: 4_900 },
    executions: {
      included: 20_000,
      tiers: [
        { upTo: 50_000, perThousandMinor: 180 },
        { upTo: null, perThousandMinor: 90 },
      ],
    },
    tax: { name: 'USt. 19 %', ppm: 190_000 },
  },
  lakeshore: {
    currency: 'USD',
    fixed: [{ text: 'Managed automation, Grand Rapids', minor: 210_000 }],
    workflow: { included: 10, minor: 5_500 },
    executions: { included: 25_000, tiers: [{ upTo: null, perThousandMinor: 160 }] },
  },
}

const APPROVER = `
SELECT m.user_id AS id FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.tenant_id = $1 AND u.email = 'carl@nordlicht.example'`
const REQUEST = `SELECT r.id FROM approval_request r WHERE r.tenant_id = $1 AND r.subject_id = $2`

async function approve(tenantId: string, creditId: string): Promise<void> {
  const [person] = await platformQuery<{ id: string }>(APPROVER, [tenantId])
  const [request] = await platformQuery<{ id: string }>(REQUEST, [tenantId, creditId])
  const carl = personCaller(tenantId, { userId: person?.id ?? '', name: 'Carl Lindholm', role: 'partner_approver' })
  const requestId = request?.id ?? ''
  const { contentHash } = await getApproval(carl, { requestId })
  const reason = 'Checked against the frozen month and the contract'
  await decideApproval(carl, { requestId, decision: 'approve', reason, contentHash, forUserId: null })
}

/** Last month billed: Brückner's invoice is out with its credit, Lakeshore's is a draft whose credit waits for Carl or Nora. */
export async function seedResale(owner: Caller, plants: readonly SeededPlant[]): Promise<void> {
  const { tenantId } = owner.scope
  for (const { clientId, plant } of plants) {
    const book = BOOKS[plant.slug]
    const [last] = (await listMonths(owner, { clientId })).items
    if (!book || !last) continue
    const { month } = last
    await setPriceBook(owner, { clientId, prices: PriceBookTerms.parse(book) })
    const isOut = plant.slug === 'brueckner'
    if (last.creditMinor) {
      const { creditId } = await proposeCredit(owner, { clientId, month })
      if (isOut) await approve(tenantId, creditId)
    }
    const { invoiceId } = await draftInvoice(owner, { clientId, month })
    if (!isOut) continue
    const { digest } = (await getInvoice(owner, { invoiceId })).invoice
    await issueInvoice(owner, { invoiceId, digest })
  }
}
