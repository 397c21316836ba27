'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cx } from '../primitives/cx'
import { Glyph } from '../primitives/glyph'
import type { NavLink, NavSection } from './nav-model'

const ITEM =
  'flex min-h-7 items-center gap-2 rounded-sm border-l-2 px-2.5 text-ink no-underline max-md:min-h-12 max-md:text-15'

function isCurrent(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}

function NavItem({ link, isHere }: { link: NavLink; isHere: boolean }) {
  const { href, label, count, glyph } = link
  return (
    <li>
      <Link
        href={href}
        aria-current={isHere ? 'page' : undefined}
        className={cx(
          ITEM,
          isHere ? 'border-brand-line bg-sunken font-medium' : 'border-transparent text-ink-2 hover:bg-sunken',
        )}
      >
        {glyph && <Glyph kind={glyph.kind} size={14} />}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {glyph && <span className="sr-only">{glyph.word}</span>}
        {count !== undefined && count > 0 && <span className="text-12 text-ink-3 tabular-nums">{count}</span>}
      </Link>
    </li>
  )
}

/** The navigation's sections; the place one is at is marked by edge, weight and `aria-current`. */
export function NavList({ sections }: { sections: readonly NavSection[] }) {
  const pathname = usePathname()
  return sections.map(({ title, links }) => (
    <div key={title ?? 'work'} className="mb-5">
      {title && <h2 className="mb-1 px-3 text-12 text-ink-3">{title}</h2>}
      <ul>
        {links.map((link) => (
          <NavItem key={link.href} link={link} isHere={isCurrent(pathname, link.href)} />
        ))}
      </ul>
    </div>
  ))
}
