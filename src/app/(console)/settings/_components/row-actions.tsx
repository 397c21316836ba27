import type { ReactNode } from 'react'

/** Buttons at the end of a row, aligned with its edge on a desk and with its text on a phone. */
export function RowActions({ children }: { children: ReactNode }) {
  return (
    <span className="-my-1.5 -mr-3 flex items-center justify-end gap-1 max-sm:my-0 max-sm:-ml-3 max-sm:justify-start">
      {children}
    </span>
  )
}
