'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ConfirmByName } from '@/ui/primitives/confirm-by-name'
import { useOutcome } from '../../../../settings/_components/use-outcome'

/** Takes the workflow out of service, after its name was typed. */
export function RetireButton({ id, name }: { id: string; name: string }) {
  const { t, f } = useT('registry')
  const { t: common } = useT('common')
  const [api, router, { done, failed }] = [useApi(), useRouter(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const words = t.workflow
  const { mutate, isPending } = useMutation(
    api.workflow.retire.mutationOptions({
      onSuccess: () => {
        done(f(words.retired, { name }))
        router.push(`/workflows/${id}`)
      },
      onError: failed,
    }),
  )
  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        {words.retire}
      </Button>
      <ConfirmByName
        name={name}
        isOpen={isOpen}
        onOpenChange={setOpen}
        onConfirm={() => mutate({ workflowId: id })}
        isPending={isPending}
        words={{
          title: f(words.retireTitle, { name }),
          consequence: words.retireHint,
          typeName: f(common.typeName, { name }),
          confirm: words.retire,
          cancel: t.cancel,
        }}
      />
    </>
  )
}
