'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeadLetterRow } from '@/services/dead-letter/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { RowActions } from '../../settings/_components/row-actions'
import { useOutcome } from '../../settings/_components/use-outcome'
import { RetryForm } from './retry-form'

/** Send it as it is, or open it, which is recorded, and send it corrected. */
export function LetterActions({ letter: { id, mayRetry } }: { letter: DeadLetterRow }) {
  const { t } = useT('deadLetter')
  const { failed } = useOutcome()
  const [isOpen, setOpen] = useState(false)
  const [content, setContent] = useState<string | null>(null)
  const look = useMutation(
    useApi().deadLetter.open.mutationOptions({
      onSuccess: ({ payload }) => {
        setContent(payload)
        setOpen(true)
      },
      onError: failed,
    }),
  )
  const sendAsIs = () => {
    setContent(null)
    setOpen(true)
  }
  return (
    <RowActions>
      <Button look="ghost" isPending={look.isPending} onClick={() => look.mutate({ deadLetterId: id })}>
        {t.look}
      </Button>
      {mayRetry && (
        <Button look="ghost" onClick={sendAsIs}>
          {t.retry}
        </Button>
      )}
      <Dialog title={t.title2} isOpen={isOpen} onOpenChange={setOpen} closeLabel={t.cancel}>
        <RetryForm deadLetterIds={[id]} content={content} onClose={() => setOpen(false)} />
      </Dialog>
    </RowActions>
  )
}
