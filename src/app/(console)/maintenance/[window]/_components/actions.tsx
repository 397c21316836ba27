'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { MaintenanceStatus } from '@/domain/maintenance/schema'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { LinkButton } from '@/ui/primitives/link-button'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../../_components/form-problem'
import { TextField } from '../../../_components/text-field'

interface Props {
  window: { id: string; number: number; status: MaintenanceStatus; requestId: string | null }
  mayChange: boolean
}

/** Ask, change, call off; and the way to the approval. */
export function Actions({ window, mayChange }: Props) {
  const { t, f } = useT('maintenance')
  const words = t.page
  const close = useT('common').t.close
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const done = () => {
    setAsked(false)
    router.refresh()
  }
  const submit = useMutation(
    api.maintenance.submit.mutationOptions({
      onSuccess: ({ number }) => {
        toast.done(f(t.form.asked, { number }))
        done()
      },
    }),
  )
  const cancel = useMutation(api.maintenance.cancel.mutationOptions({ onSuccess: done }))
  const callOff = (event: FormEvent) => {
    event.preventDefault()
    cancel.mutate({ maintenanceId: window.id, reason })
  }
  const isAskable = window.status === 'draft' || window.status === 'rejected'
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FormProblem error={submit.error} />
      {window.requestId && <LinkButton href={`/approvals/${window.requestId}`}>{words.approvals}</LinkButton>}
      {mayChange && isAskable && (
        <Button look="primary" isPending={submit.isPending} onClick={() => submit.mutate({ maintenanceId: window.id })}>
          {words.submit}
        </Button>
      )}
      {mayChange && <LinkButton href={`/maintenance/${window.id}/edit`}>{words.edit}</LinkButton>}
      {mayChange && (
        <Button look="danger" onClick={() => setAsked(true)}>
          {words.cancel}
        </Button>
      )}
      <Dialog
        title={f(words.cancelTitle, { number: window.number })}
        description={words.cancelHint}
        isOpen={isAsked}
        onOpenChange={setAsked}
        closeLabel={close}
      >
        <form onSubmit={callOff} className="mt-4 grid gap-4">
          <TextField label={words.reason} required minLength={3} maxLength={500} value={reason} onChange={setReason} />
          <FormProblem error={cancel.error} />
          <Button type="submit" look="danger" isPending={cancel.isPending} className="justify-self-start">
            {words.cancel}
          </Button>
        </form>
      </Dialog>
    </div>
  )
}
