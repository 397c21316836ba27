import type { StoredCredit } from '@/services/credit/store'
import type { InvoiceTeller } from '@/ui/invoice/words'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import type { InvoicePage } from './of'
import { ProposeCredit } from './propose-credit'

function CreditLine({ credit, teller }: { credit: StoredCredit; teller: InvoiceTeller }) {
  const words = teller.words.credits
  const { status, minor, month, requestId, proposedBy } = credit
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-line border-b py-1.5 text-13">
      <span className="font-medium tabular-nums">{teller.money(minor)}</span>
      <span>{teller.month(month)}</span>
      <span className="text-ink-2">
        {words.states[status]}, {proposedBy}
      </span>
      {requestId && <TextLink href={`/approvals/${requestId}`}>{words.decision}</TextLink>}
    </li>
  )
}

/** What the contract owes for this month, and where its credit stands. */
export function CreditPart({ data, teller }: { data: InvoicePage; teller: InvoiceTeller }) {
  const { invoice, credits, owed, mayManage } = data
  const words = teller.words.credits
  const standing = credits.find(
    ({ month, status }) => month === invoice.month && (status === 'proposed' || status === 'approved'),
  )
  const isOwed = owed !== null && owed.minor > 0
  return (
    <Section title={words.title}>
      <p className="py-2 text-13 text-ink-2">
        {isOwed
          ? teller.f(words.owed, { amount: teller.money(owed.minor), month: teller.month(invoice.month) })
          : words.none}
      </p>
      {isOwed && !standing && mayManage && invoice.status === 'draft' && (
        <ProposeCredit clientId={invoice.clientId} month={invoice.month} />
      )}
      <ul>
        {credits.map((credit) => (
          <CreditLine key={credit.id} credit={credit} teller={teller} />
        ))}
      </ul>
    </Section>
  )
}
