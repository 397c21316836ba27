'use client'
import { type ReactNode, useId } from 'react'
import { Button } from './button'
import { useModal } from './use-modal'

export interface DialogProps {
  title: string
  description?: ReactNode
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  closeLabel: string
  children: ReactNode
}

/** A question that needs an answer before anything else. Its content lives only while it is open. */
export function Dialog({ title, description, isOpen, onOpenChange, closeLabel, children }: DialogProps) {
  const { ref, ...events } = useModal(isOpen, () => onOpenChange(false))
  const id = useId()
  return (
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      {...events}
      className="m-0 mt-auto max-h-[90dvh] w-full max-w-none whitespace-normal rounded-t-md bg-raised p-0 text-left text-ink shadow-menu sm:mx-auto sm:mt-[16vh] sm:max-h-[80dvh] sm:max-w-112 sm:rounded-md"
    >
      {isOpen && (
        <div className="p-5">
          <div className="flex items-start justify-between gap-4">
            <h2 id={`${id}-title`} className="font-semibold text-18">
              {title}
            </h2>
            <Button
              look="ghost"
              aria-label={closeLabel}
              className="-mt-1 -mr-2 px-2 max-sm:-mt-3 max-sm:px-4"
              onClick={() => onOpenChange(false)}
            >
              <svg
                width="12"
                height="12"
                viewBox="0 0 12 12"
                aria-hidden="true"
                stroke="currentColor"
                strokeWidth="1.5"
              >
                <path d="m1 1 10 10M11 1 1 11" />
              </svg>
            </Button>
          </div>
          {description && (
            <div id={`${id}-description`} className="mt-1 text-ink-2">
              {description}
            </div>
          )}
          <div className="mt-4">{children}</div>
        </div>
      )}
    </dialog>
  )
}
