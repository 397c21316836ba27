'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useT } from '../i18n/context'
import { cx } from '../primitives/cx'
import { Dialog } from '../primitives/dialog'
import { NavList } from './nav-list'
import type { NavSection } from './nav-model'

const TAB = 'flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 border-t-2 px-1 text-12 no-underline'
const TABS = 3

/** On a phone: the three places of work under the thumb, all others one tap away. */
export function PhoneNav({ sections }: { sections: readonly NavSection[] }) {
  const { t } = useT('nav')
  const { t: common } = useT('common')
  const pathname = usePathname()
  const [openedAt, setOpenedAt] = useState<string | null>(null)
  const isOpen = openedAt === pathname
  useEffect(() => setOpenedAt((at) => (at === pathname ? at : null)), [pathname])
  const tabs = sections[0]?.links.slice(0, TABS) ?? []
  return (
    <nav
      aria-label={t.main}
      className="fixed inset-x-0 bottom-0 z-30 flex h-14 border-line-2 border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {tabs.map(({ href, label, count }) => {
        const isHere = href === '/' ? pathname === '/' : pathname.startsWith(href)
        return (
          <Link
            key={href}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            className={cx(TAB, isHere ? 'border-brand-line font-medium text-ink' : 'border-transparent text-ink-2')}
          >
            <span className="max-w-full truncate">{label}</span>
            <span className="text-ink-3 tabular-nums">{count || '\u00a0'}</span>
          </Link>
        )
      })}
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={cx(TAB, 'border-transparent text-ink-2')}
        onClick={() => setOpenedAt(pathname)}
      >
        <span>{t.menu}</span>
        <svg width="20" height="20" viewBox="-2 -2 20 20" aria-hidden="true" stroke="currentColor" strokeWidth="1.5">
          <path d="M3 5h10M3 8h10M3 11h10" />
        </svg>
      </button>
      <Dialog title={t.menu} isOpen={isOpen} onOpenChange={() => setOpenedAt(null)} closeLabel={common.close}>
        <NavList sections={sections} />
      </Dialog>
    </nav>
  )
}
