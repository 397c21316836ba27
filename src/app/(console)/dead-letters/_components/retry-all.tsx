'use client'
import { useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { RetryForm } from './retry-form'

/** Everything that waits, in one go. */
export function RetryAll({ deadLetterIds }: { deadLetterIds: readonly string[] }) {
  const { t } = useT('deadLetter')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.retryAll}</Button>
      <Dialog title={t.title2} isOpen={isOpen} onOpenChange={setOpen} closeLabel={t.cancel}>
        <RetryForm deadLetterIds={deadLetterIds} content={null} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
