'use client'
import { useEffect } from 'react'

const TYPING = 'input, textarea, select, [contenteditable], [role=dialog] *'

function move(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-row-link]')]
  const current = links.indexOf(document.activeElement as HTMLAnchorElement)
  links[Math.min(links.length - 1, Math.max(0, current + step))]?.focus()
}

/** j and k walk the rows of the page's lists, Enter opens one (it is a focused link). */
export function ListKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || (event.target as Element).closest?.(TYPING)) return
      if (event.key === 'j') move(1)
      if (event.key === 'k') move(-1)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return null
}
