import type { Billing } from '@/services/billing/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'

/** What keeps people from paying here, and who can change it; nothing when nothing is missing. */
export function Missing({ data, viewer: { m, f } }: { data: Billing; viewer: Viewer }) {
  const words = m.billing.missing
  const { isReachable, hasWebhookSecret, missingPrices } = data
  if (isReachable === false) return <p role="status">{words.away}</p>
  const gaps = [
    ...(isReachable === null ? [words.key] : []),
    ...(hasWebhookSecret ? [] : [words.webhook]),
    ...(missingPrices.length > 0 ? [f(words.prices, { keys: missingPrices.join(', ') })] : []),
  ]
  if (gaps.length === 0) return null
  return (
    <Section title={isReachable === null ? words.title : m.billing.title}>
      {isReachable === null && <p className="max-w-prose py-2">{words.body}</p>}
      <ul className="grid gap-1 py-1 text-ink-2">
        {gaps.map((gap) => (
          <li key={gap} className="break-words">
            {gap}
          </li>
        ))}
      </ul>
    </Section>
  )
}
