'use client'
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'
import { cx } from './cx'
import { Glyph } from './glyph'

const ITEM =
  'flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-left text-13 text-ink no-underline outline-none hover:bg-sunken focus:bg-sunken max-sm:min-h-12 max-sm:text-15'
const CloseContext = createContext<() => void>(() => undefined)

const itemsOf = (menu: HTMLElement | null) => [...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])]

/** Arrows, Home and End walk; a letter jumps to the next item that begins with it (WAI-ARIA menu button pattern). */
function walk(menu: HTMLElement | null, key: string): boolean {
  const items = itemsOf(menu)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const starts = (item: HTMLElement) =>
    key.length === 1 && item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase())
  const next: Record<string, HTMLElement | undefined> = {
    ArrowDown: items[(at + 1) % items.length],
    ArrowUp: items.at(at <= 0 ? -1 : at - 1),
    Home: items[0],
    End: items.at(-1),
  }
  const target = next[key] ?? [...items.slice(at + 1), ...items.slice(0, at + 1)].find(starts)
  target?.focus()
  return target !== undefined
}

export interface MenuProps {
  /** exactly one button, e.g. `<Button>More</Button>` */
  trigger: ReactNode
  children: ReactNode
}

/** A short list of actions behind a button. */
export function Menu({ trigger, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLSpanElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const close = useCallback(() => {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }, [])
  useEffect(() => {
    const button = frame.current?.querySelector('button')
    if (!button) return
    button.setAttribute('aria-haspopup', 'menu')
    button.setAttribute('aria-expanded', String(isOpen))
    const toggle = () => setOpen((was) => !was)
    button.addEventListener('click', toggle)
    return () => button.removeEventListener('click', toggle)
  }, [isOpen])
  useEffect(() => {
    if (!isOpen) return
    itemsOf(menu.current)[0]?.focus()
    const onPointer = (event: PointerEvent) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [isOpen])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Tab') setOpen(false)
    else if (walk(menu.current, event.key)) event.preventDefault()
  }
  return (
    <span ref={frame} className="relative inline-flex">
      {trigger}
      {isOpen && (
        <div
          ref={menu}
          role="menu"
          tabIndex={-1}
          onKeyDown={onKeyDown}
          className="absolute top-full right-0 z-50 mt-1 min-w-48 whitespace-nowrap rounded-md bg-raised p-1 text-ink shadow-menu"
        >
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      )}
    </span>
  )
}

export function MenuItem({
  children,
  onSelect,
  isDanger = false,
}: {
  children: ReactNode
  onSelect: () => void
  isDanger?: boolean
}) {
  const close = useContext(CloseContext)
  const select = () => {
    close()
    onSelect()
  }
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={cx(ITEM, isDanger && 'text-down-ink')}
      onClick={select}
    >
      {children}
    </button>
  )
}

/** One of several: theme, language. The menu stays open, so that the choice is seen. */
export function MenuChoice({
  children,
  isChosen,
  onSelect,
}: {
  children: ReactNode
  isChosen: boolean
  onSelect: () => void
}) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={isChosen}
      tabIndex={-1}
      className={ITEM}
      onClick={onSelect}
    >
      <span className="w-4">{isChosen && <Glyph kind="resolved" />}</span>
      {children}
    </button>
  )
}

export function MenuLink({ children, href }: { children: ReactNode; href: string }) {
  return (
    <a role="menuitem" tabIndex={-1} className={ITEM} href={href}>
      {children}
    </a>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-2 pt-2 pb-1 text-12 text-ink-3">{children}</div>
}

export function MenuSeparator() {
  return <hr className="my-1 border-line" />
}
