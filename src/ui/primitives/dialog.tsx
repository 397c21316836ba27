'use client'
import { Dialog as Radix } from 'radix-ui'
import { Button } from './button'

export interface DialogProps {
  title: string
  description?: React.ReactNode
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  closeLabel: string
  children: React.ReactNode
}

/** A question that needs an answer before anything else. Focus is kept inside; Escape closes. */
export function Dialog({ title, description, isOpen, onOpenChange, closeLabel, children }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          className="fixed inset-x-0 bottom-0 z-50 max-h-[90dvh] overflow-y-auto bg-raised p-5 shadow-menu sm:inset-auto sm:top-[18vh] sm:left-1/2 sm:w-[28rem] sm:-translate-x-1/2 sm:rounded-md"
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-18 font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button look="ghost" aria-label={closeLabel} className="-mt-1 -mr-2 px-2">
                <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" stroke="currentColor" strokeWidth="1.5">
                  <path d="m1 1 10 10M11 1 1 11" />
                </svg>
              </Button>
            </Radix.Close>
          </div>
          {description && <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description>}
          <div className="mt-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
