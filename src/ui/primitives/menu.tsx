'use client'
import { DropdownMenu as Radix } from 'radix-ui'

const ITEM = 'flex min-h-8 w-full items-center gap-2 rounded-sm px-2 text-13 outline-none data-[highlighted]:bg-sunken max-sm:min-h-11'

export function Menu({ trigger, children }: { trigger: React.ReactNode; children: React.ReactNode }) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="end" sideOffset={4} className="z-50 min-w-44 rounded-md bg-raised p-1 text-ink shadow-menu">
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export function MenuItem({ children, onSelect }: { children: React.ReactNode; onSelect: () => void }) {
  return (
    <Radix.Item className={ITEM} onSelect={onSelect}>
      {children}
    </Radix.Item>
  )
}

export function MenuLink({ children, href }: { children: React.ReactNode; href: string }) {
  return (
    <Radix.Item className={ITEM} asChild>
      <a href={href}>{children}</a>
    </Radix.Item>
  )
}

export function MenuLabel({ children }: { children: React.ReactNode }) {
  return <Radix.Label className="px-2 py-1 text-12 text-ink-3">{children}</Radix.Label>
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />
}
