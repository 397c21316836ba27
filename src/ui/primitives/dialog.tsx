'use client'
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button'

export interface DialogProps {
  title: string
  description?: ReactNode
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  closeLabel: string
  children: ReactNode
}

/**
 * A question that needs an answer before anything else. The browser's own modal: it keeps the focus inside, gives it back,
 * hides the rest from screen readers and closes on Escape, without a byte of script.
 */
export function Dialog({ title, description, isOpen, onOpenChange, closeLabel, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!isOpen || !dialog) return
    dialog.showModal()
    return () => dialog.close()
  }, [isOpen])
  const closeOnBackdrop = (event: MouseEvent) => {
    if (event.target === ref.current) onOpenChange(false)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own key; the click only adds the backdrop
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={() => onOpenChange(false)}
      onClick={closeOnBackdrop}
      className="m-0 mt-auto max-h-[90dvh] w-full max-w-none rounded-t-md bg-raised p-0 text-ink shadow-menu sm:mx-auto sm:mt-[16vh] sm:max-w-112 sm:rounded-md"
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
              className="-mt-1 -mr-2 px-2"
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
