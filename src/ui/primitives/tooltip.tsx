'use client'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

/** A word of explanation on hover and on focus; never the only place of a fact. Escape hides it, the pointer may enter it (WCAG 1.4.13). */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const id = useId()
  const frame = useRef<HTMLSpanElement>(null)
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const span = frame.current
    if (!span) return
    const on = () => setShown(true)
    const off = () => setShown(false)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') off()
    }
    const pairs = [
      ['pointerenter', on],
      ['pointerleave', off],
      ['focusin', on],
      ['focusout', off],
    ] as const
    for (const [name, handler] of pairs) span.addEventListener(name, handler)
    document.addEventListener('keydown', onKey)
    return () => {
      for (const [name, handler] of pairs) span.removeEventListener(name, handler)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  useEffect(() => {
    frame.current?.querySelector('a, button, input, [tabindex]')?.setAttribute('aria-describedby', id)
  }, [id])
  return (
    <span ref={frame} className="relative inline-flex">
      {children}
      <span id={id} role="tooltip" hidden={!isShown} className="absolute bottom-full left-0 z-50 w-max max-w-72 pb-1.5">
        <span className="block rounded bg-ink px-2 py-1 text-12 text-bg shadow-menu">{text}</span>
      </span>
    </span>
  )
}
