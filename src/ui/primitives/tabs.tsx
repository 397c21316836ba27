import Link from 'next/link'
import { cx } from './cx'

export interface Tab {
  href: string
  label: string
  isCurrent: boolean
}

/** Places beside each other; each is a link, so Back works and no script is needed. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="mb-4 flex gap-5 overflow-x-auto border-line-2 border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.isCurrent ? 'page' : undefined}
          className={cx(
            '-mb-px whitespace-nowrap border-b-2 py-2',
            tab.isCurrent ? 'border-brand-line font-medium text-ink' : 'border-transparent text-ink-2 hover:text-ink',
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
