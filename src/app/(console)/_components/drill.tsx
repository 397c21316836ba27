import Link from 'next/link'
import { cx } from '@/ui/primitives/cx'
import { Numeral } from '@/ui/primitives/number'

export interface DrillItem {
  label: string
  value: number
  /** the rows this figure is made of */
  href: string
  isCurrent?: boolean
}

/** Figures side by side, each opening the rows it counts; the chosen one is underlined. Figures of nothing are left out. */
export function Drill({ label, items, locale }: { label: string; items: readonly DrillItem[]; locale: string }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-5 gap-y-1 py-2">
      {items
        .filter(({ value, isCurrent }) => value > 0 || isCurrent)
        .map(({ label: name, value, href, isCurrent }) => (
          <Link
            key={href}
            href={href}
            scroll={false}
            aria-current={isCurrent ? 'page' : undefined}
            className={cx(
              'inline-flex min-h-6 items-baseline gap-1.5 border-b-2 hover:border-line-2',
              isCurrent ? 'border-brand font-medium' : 'border-transparent text-ink-2',
            )}
          >
            {name} <Numeral value={value} locale={locale} />
          </Link>
        ))}
    </nav>
  )
}
