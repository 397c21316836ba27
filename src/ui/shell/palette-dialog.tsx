'use client'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { useT } from '../i18n/context'
import { cx } from '../primitives/cx'
import { Kbd } from '../primitives/kbd'
import { useModal } from '../primitives/use-modal'
import { type PaletteItem, type PaletteProps, usePaletteSearch } from './use-palette-search'

const SHOWN = 8

/** Every word of the query begins a word of the label. */
function matches(item: PaletteItem, query: string): boolean {
  const words = `${item.label} ${item.note ?? ''}`.toLowerCase().split(/[\s\-_./]+/)
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function useOptions(query: string, { items, search }: PaletteProps) {
  const { items: found, isSearching, hasFailed } = usePaletteSearch(query, search)
  const own = items.filter((item) => matches(item, query.trim())).slice(0, SHOWN)
  const others = found.filter(({ href }) => !own.some((item) => item.href === href))
  return { options: [...own, ...others], isSearching, hasFailed }
}

function Status({
  query,
  count,
  isSearching,
  hasFailed,
}: {
  query: string
  count: number
  isSearching: boolean
  hasFailed: boolean
}) {
  const { t, f } = useT('nav')
  const isEmpty = count === 0 && !isSearching
  const text = hasFailed
    ? t.searchFailed
    : isSearching
      ? t.searching
      : isEmpty
        ? f(t.nothingFound, { query })
        : f(t.hits, { count })
  return (
    <p
      role="status"
      className={cx(
        'px-4 py-2 text-12',
        hasFailed ? 'text-down-ink' : 'text-ink-3',
        !isEmpty && !hasFailed && 'sr-only',
      )}
    >
      {text}
    </p>
  )
}

function Option({
  item,
  id,
  isActive,
  onPick,
}: {
  item: PaletteItem
  id: string
  isActive: boolean
  onPick: () => void
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox holds the focus and its keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={onPick}
      className={cx(
        'flex min-h-8 cursor-default items-center gap-3 rounded-sm px-3 max-sm:min-h-12',
        isActive && 'bg-sunken',
      )}
    >
      <span className="min-w-0 truncate">{item.label}</span>
      {item.note && <span className="min-w-0 shrink-[2] truncate text-12 text-ink-3">{item.note}</span>}
      <span className="ml-auto flex-none text-12 text-ink-3">{item.kind}</span>
    </div>
  )
}

/** The keys of the field: arrows move the choice round, Enter opens it. */
function useChoice(options: readonly PaletteItem[], id: string, open: (item: PaletteItem | undefined) => void) {
  const [chosen, setChosen] = useState(0)
  const active = Math.min(chosen, options.length - 1)
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active, id])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') open(options[active])
    if (!step || options.length === 0) return
    event.preventDefault()
    setChosen((active + step + options.length) % options.length)
  }
  return { active, onKeyDown, startOver: () => setChosen(0) }
}

/** ARIA combobox with a listbox: the focus stays in the field, the arrows move the choice. */
export function PaletteDialog({ onClose, ...props }: PaletteProps & { onClose: () => void }) {
  const { t } = useT('nav')
  const id = useId()
  const router = useRouter()
  const [query, setQuery] = useState('')
  const { options, isSearching, hasFailed } = useOptions(query, props)
  const open = (item: PaletteItem | undefined) => {
    if (!item) return
    onClose()
    router.push(item.href)
  }
  const { active, onKeyDown, startOver } = useChoice(options, id, open)
  const hasOptions = options.length > 0
  return (
    <Modal label={t.palette} onClose={onClose}>
      <input
        role="combobox"
        aria-expanded={hasOptions}
        aria-controls={`${id}-list`}
        aria-activedescendant={hasOptions ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-label={t.search}
        placeholder={t.search}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          startOver()
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-line border-b bg-transparent px-4 text-15 outline-none placeholder:text-ink-3"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t.palette}
        className={cx('max-h-[52vh] overflow-y-auto', hasOptions && 'p-1')}
      >
        {options.map((item, i) => (
          <Option key={item.id} item={item} id={`${id}-${i}`} isActive={i === active} onPick={() => open(item)} />
        ))}
      </div>
      <Status query={query} count={options.length} isSearching={isSearching} hasFailed={hasFailed} />
      <p className="flex items-center gap-2 border-line border-t px-4 py-2 text-12 text-ink-3 max-sm:hidden">
        <Kbd>/</Kbd> {t.paletteHint}
      </p>
    </Modal>
  )
}

/** The frame: the browser's own modal, high on the page, closed by Escape or a click beside it. */
function Modal({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const { ref, ...events } = useModal(true, onClose)
  return (
    <dialog
      ref={ref}
      aria-label={label}
      {...events}
      className="mx-auto mt-[10vh] w-[calc(100%-24px)] max-w-150 rounded-md bg-raised p-0 text-13 text-ink shadow-menu"
    >
      {children}
    </dialog>
  )
}
