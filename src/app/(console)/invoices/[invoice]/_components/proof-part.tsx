import type { StoredInvoice } from '@/services/invoice/store'
import type { InvoiceTeller } from '@/ui/invoice/words'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'

/** What the invoice rests on, and its files. */
export function ProofPart({ invoice, teller }: { invoice: StoredInvoice; teller: InvoiceTeller }) {
  const { facts, page } = teller.words
  const { body, clientSlug, month, id, digest } = invoice
  const files = [
    ['PDF', 'pdf'],
    ['CSV', 'lines.csv'],
    ['JSON', 'body.json'],
  ]
  return (
    <Section title={page.proof}>
      <dl className="grid gap-2 py-2 text-13">
        <div>
          <dt className="text-12 text-ink-3">{facts.month}</dt>
          <dd>
            <TextLink href={`/months/${clientSlug}/${month}`}>{teller.month(month)}</TextLink>
          </dd>
          <dd className="break-all font-mono text-12 text-ink-3">{body.monthDigest}</dd>
        </div>
        <div>
          <dt className="text-12 text-ink-3">{facts.priceBook}</dt>
          <dd>
            <TextLink href={`/invoices/prices/${clientSlug}`}>
              {teller.f(facts.version, { number: String(body.priceBook) })}
            </TextLink>
          </dd>
        </div>
        <div>
          <dt className="text-12 text-ink-3">{facts.digest}</dt>
          <dd className="break-all font-mono text-12 text-ink-3">{digest}</dd>
        </div>
        <div>
          <dt className="text-12 text-ink-3">{page.files}</dt>
          <dd className="flex gap-4">
            {files.map(([name, path]) => (
              <a key={name} className="text-brand-link underline" href={`/invoices/${id}/${path}`}>
                {name}
              </a>
            ))}
          </dd>
        </div>
      </dl>
    </Section>
  )
}
