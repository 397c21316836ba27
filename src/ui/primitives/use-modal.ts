'use client'
import { type MouseEvent, useEffect, useRef } from 'react'

/**
 * Shows a `<dialog>` as the browser's own modal while `isOpen`: it keeps the focus inside, gives it back, hides the rest from
 * screen readers and closes on Escape, without a byte of script. Spread what it returns on the dialog.
 */
export function useModal(isOpen: boolean, onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!isOpen || !dialog) return
    dialog.showModal()
    return () => dialog.close()
  }, [isOpen])
  return {
    ref,
    // The event comes later than the act: by then a strict second effect may have shown the dialog again.
    onClose: () => {
      if (!ref.current?.open) onClose()
    },
    onClick: (event: MouseEvent) => {
      if (event.target === ref.current) onClose()
    },
  }
}
