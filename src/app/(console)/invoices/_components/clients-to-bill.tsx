import type { BillableClient } from '@/services/invoice/list'
import type { Viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { monthWords } from '../../months/_components/words'
import { DraftButton } from './draft-button'

interface Props {
  clients: readonly BillableClient[]
  mayManage: boolean
  viewer: Viewer
}

/** Each client with its prices and the frozen months that are not billed. */
export function ClientsToBill({ clients, mayManage, viewer: { m, f, locale } }: Props) {
  const words = m.invoice
  return (
    <ul>
      {clients.map(({ id, slug, name, hasPriceBook, waiting }) => (
        <li key={id} className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-1.5">
          <span className="min-w-48 flex-1 font-medium">{name}</span>
          <TextLink href={`/invoices/prices/${slug}`}>{hasPriceBook ? words.prices : words.setPrices}</TextLink>
          {waiting.length === 0 && <span className="text-12 text-ink-3">{words.noMonths}</span>}
          {hasPriceBook &&
            mayManage &&
            waiting.map((month) => {
              const monthName = monthWords(month, locale)
              return (
                <DraftButton key={month} clientId={id} month={month} done={f(words.drafted, { month: monthName })}>
                  {f(words.draft, { month: monthName })}
                </DraftButton>
              )
            })}
        </li>
      ))}
    </ul>
  )
}
