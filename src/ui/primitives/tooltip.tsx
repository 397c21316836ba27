'use client'
import { Tooltip as Radix } from 'radix-ui'

/** A word of explanation on hover and on focus; never the only place of a fact. */
export function Tooltip({ text, children }: { text: React.ReactNode; children: React.ReactNode }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content sideOffset={6} className="z-50 max-w-72 rounded bg-ink px-2 py-1 text-12 text-bg shadow-menu">
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
