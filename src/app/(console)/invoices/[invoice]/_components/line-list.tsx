import type { InvoiceLine } from '@/domain/invoice/lines'
import type { InvoiceTeller } from '@/ui/invoice/words'
import { TextLink } from '@/ui/primitives/text-link'
import type { InvoicePage } from './of'

interface Props {
  data: InvoicePage
  teller: InvoiceTeller
}

const ROW = 'flex items-baseline justify-between gap-4 border-line border-b py-2'

/** What a line was worked out from. */
function sourceOf(line: InvoiceLine, { data: { invoice, credits }, teller }: Props): React.ReactNode[] {
  const { words, f, number } = { words: teller.words.lines, f: teller.f.bind(teller), number: teller.number }
  const { usage } = invoice.body
  if (line.kind === 'workflows')
    return usage.workflows.map(({ name, runs }) => f(words.workflow, { name, runs: number(runs) }))
  if (line.kind === 'executions') {
    const tiers = line.tiers.map(({ quantity, perThousandMinor, exact }) =>
      f(words.tier, { quantity: number(quantity), price: teller.money(perThousandMinor), amount: teller.exact(exact) }),
    )
    const days = usage.days.map(({ day, runs }) => f(words.day, { day: teller.day(day), runs: number(runs) }))
    return [...(tiers.length > 0 ? [...tiers, words.rounded] : [words.noTier]), ...days]
  }
  if (line.kind !== 'credit') return []
  const by = credits.find(({ id }) => id === line.creditId)?.proposedBy ?? '–'
  const month = `/months/${invoice.clientSlug}/${line.month}`
  return [
    f(words.creditFrom, { by, digest: line.monthDigest.slice(0, 12) }),
    <TextLink key="month" href={month}>
      {words.month}
    </TextLink>,
  ]
}

function Line({ line, ...props }: Props & { line: InvoiceLine }) {
  const sources = sourceOf(line, props)
  const { teller } = props
  const amount = <span className="whitespace-nowrap tabular-nums">{teller.money(line.minor)}</span>
  if (sources.length === 0)
    return (
      <li className={ROW}>
        <span>{teller.line(line)}</span>
        {amount}
      </li>
    )
  return (
    <li>
      <details>
        <summary className={`${ROW} cursor-pointer`}>
          <span className="underline decoration-dotted underline-offset-4">{teller.line(line)}</span>
          {amount}
        </summary>
        <ul className="border-line border-b bg-sunken px-3 py-2 text-12 text-ink-2 sm:columns-2">
          {sources.map((source, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
            <li key={index} className="break-inside-avoid py-0.5">
              {source}
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

/** The lines, then the sums; each line opens to its usage or its month. */
export function LineList(props: Props) {
  const { teller, data } = props
  const { body } = data.invoice
  const { words, money } = teller
  const sums: [string, number][] = [
    [words.net, body.netMinor],
    ...(body.tax ? [[body.tax.name, body.tax.minor] as [string, number]] : []),
  ]
  return (
    <>
      <ul>
        {body.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of an invoice have an order and no other name
          <Line key={index} line={line} {...props} />
        ))}
      </ul>
      <dl>
        {sums.map(([term, minor]) => (
          <div key={term} className={ROW}>
            <dt className="text-ink-2">{term}</dt>
            <dd className="tabular-nums">{money(minor)}</dd>
          </div>
        ))}
        <div className={`${ROW} font-semibold`}>
          <dt>{words.total}</dt>
          <dd className="tabular-nums">{money(body.totalMinor)}</dd>
        </div>
      </dl>
      <p className="pt-2 text-12 text-ink-3">
        {words.paper.note} {!body.tax && words.noTax}{' '}
        {body.waiting.length > 0 && teller.f(words.waiting, { count: body.waiting.length })}
      </p>
    </>
  )
}
