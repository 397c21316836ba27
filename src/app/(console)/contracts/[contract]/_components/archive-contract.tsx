'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** Ends a contract today, after it was said what that means. */
export function ArchiveContract({ contractId, name, client }: { contractId: string; name: string; client: string }) {
  const { t, f } = useT('contract')
  const words = useT('promise').t.clocks
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const archive = useMutation(
    api.contract.archive.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.page.archived, { name, client }))
        setOpen(false)
      },
      onError: outcome.failed,
    }),
  )
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)}>
        {t.page.archive}
      </Button>
      <Dialog
        title={`${t.page.archive}: ${name}`}
        description={f(t.page.endConfirm, { client })}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={words.close}
      >
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
          <Button look="danger" isPending={archive.isPending} onClick={() => archive.mutate({ contractId })}>
            {t.page.archive}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
