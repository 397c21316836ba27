'use client'
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { cx } from './cx'
import { Glyph } from './glyph'

interface Message {
  id: number
  kind: 'done' | 'failed'
  text: string
}

const SHOWN_MS = 6_000
const ToastContext = createContext<((kind: Message['kind'], text: string) => void) | null>(null)

/** Says what happened, in a corner, without taking the focus; errors stay until dismissed. */
export function ToastProvider({ dismissLabel, children }: { dismissLabel: string; children: React.ReactNode }) {
  const [messages, setMessages] = useState<readonly Message[]>([])
  const nextId = useRef(0)
  const dismiss = useCallback((id: number) => setMessages((shown) => shown.filter((message) => message.id !== id)), [])
  const show = useCallback(
    (kind: Message['kind'], text: string) => {
      const id = nextId.current++
      setMessages((shown) => [...shown.slice(-2), { id, kind, text }])
      if (kind === 'done') setTimeout(() => dismiss(id), SHOWN_MS)
    },
    [dismiss],
  )
  return (
    <ToastContext value={show}>
      {children}
      <div aria-live="polite" className="fixed right-4 bottom-4 left-4 z-50 flex flex-col gap-2 sm:left-auto sm:w-96">
        {messages.map(({ id, kind, text }) => (
          <div
            key={id}
            className={cx(
              'flex items-start gap-3 rounded-md bg-raised px-4 py-3 shadow-menu',
              kind === 'failed' && 'border-down-fill border-l-2',
            )}
          >
            <Glyph kind={kind === 'done' ? 'resolved' : 'down'} />
            <p className="min-w-0 flex-1">{text}</p>
            <button
              type="button"
              aria-label={dismissLabel}
              onClick={() => dismiss(id)}
              className="-m-1 size-7 flex-none rounded text-ink-3 hover:text-ink max-sm:size-11"
            >
              ×
            </button>
          </div>
        ))}
      </div>
    </ToastContext>
  )
}

/** `toast.done(text)` and `toast.failed(text)`. */
export function useToast() {
  const show = useContext(ToastContext)
  if (!show) throw new Error('useToast needs a ToastProvider above it')
  return useMemo(
    () => ({ done: (text: string) => show('done', text), failed: (text: string) => show('failed', text) }),
    [show],
  )
}
