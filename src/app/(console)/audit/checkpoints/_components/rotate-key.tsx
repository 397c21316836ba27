'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** A new key from now on; asked for once more, because the old one cannot come back. */
export function RotateKey() {
  const { t } = useT('proof')
  const [isOpen, setOpen] = useState(false)
  const outcome = useOutcome()
  const rotate = useMutation(
    useApi().checkpoint.rotateKey.mutationOptions({
      onSuccess: () => {
        setOpen(false)
        outcome.done(t.keys.rotated)
      },
      onError: outcome.failed,
    }),
  )
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)}>
        {t.keys.rotate}
      </Button>
      <Dialog
        title={t.keys.rotateTitle}
        description={t.keys.rotateBody}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.keys.cancel}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{t.keys.cancel}</Button>
          <Button look="danger" isPending={rotate.isPending} onClick={() => rotate.mutate({})}>
            {t.keys.rotate}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
