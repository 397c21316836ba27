'use client'
import { useCallback, useEffect, useState } from 'react'
import { useT } from '../i18n/context'
import { PaletteDialog } from './palette-dialog'
import type { PaletteProps } from './use-palette-search'

const TYPING = 'input, textarea, select, [contenteditable=true]'

function opens(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) return true
  const isTyping = event.target instanceof Element && event.target.closest(TYPING)
  return (
    event.key === '/' &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.altKey &&
    !isTyping &&
    !document.querySelector('dialog[open]')
  )
}

/** The header's search box. `/` and Ctrl-K or Cmd-K open it from anywhere. */
export function CommandPalette({ items, search }: PaletteProps) {
  const { t } = useT('nav')
  const [isOpen, setOpen] = useState(false)
  const close = useCallback(() => setOpen(false), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!opens(event)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t.search}
        onClick={() => setOpen(true)}
        className="flex h-7 w-full max-w-88 items-center gap-2 rounded border border-on-brand-2/60 px-2.5 text-left text-12 text-on-brand-2 outline-on-brand hover:border-on-brand-2 max-sm:h-11 max-sm:w-11 max-sm:justify-center max-sm:border-transparent max-sm:px-0"
      >
        <svg
          width="16"
          height="16"
          viewBox="0 0 16 16"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          className="sm:hidden"
        >
          <circle cx="7" cy="7" r="4.5" />
          <path d="m10.5 10.5 3.5 3.5" />
        </svg>
        <span className="flex-1 truncate max-sm:hidden">{t.search}</span>
        <kbd className="rounded-sm border border-on-brand-2/60 px-1 text-11 max-sm:hidden">/</kbd>
      </button>
      {isOpen && <PaletteDialog items={items} search={search} onClose={close} />}
    </>
  )
}
