'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import { EditForm } from './edit-form'
import type { ShownChange } from './shown'

interface ActionsProps {
  change: ShownChange
  isMine: boolean
}

function WithdrawForm({ change, onClose }: { change: ShownChange; onClose: () => void }) {
  const { t, f } = useT('approval')
  const api = useApi()
  const outcome = useOutcome()
  const [reason, setReason] = useState('')
  const save = useMutation(
    api.change.withdraw.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.change.withdrawn, { number: change.number, client: change.client }))
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ changeId: change.id, reason })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={t.decide.reason} hint={t.decide.reasonHint}>
        {(control) => (
          <TextArea
            {...control}
            required
            minLength={3}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t.change.withdraw}
        </Button>
      </div>
    </form>
  )
}

const EDITABLE = ['draft', 'submitted', 'approved']

/** Edit, send, take back: what the state allows. */
export function Actions({ change, isMine }: ActionsProps) {
  const { t, f } = useT('approval')
  const words = t.change
  const api = useApi()
  const outcome = useOutcome()
  const [dialog, setDialog] = useState<'edit' | 'withdraw' | null>(null)
  const close = () => setDialog(null)
  const named = { number: change.number, client: change.client }
  const submit = useMutation(
    api.change.submit.mutationOptions({
      onSuccess: () => outcome.done(f(words.submitted, named)),
      onError: outcome.failed,
    }),
  )
  if (!EDITABLE.includes(change.status)) return null
  return (
    <>
      {isMine && <Button onClick={() => setDialog('withdraw')}>{words.withdraw}</Button>}
      <Button onClick={() => setDialog('edit')}>{words.edit}</Button>
      {change.status === 'draft' && (
        <Button look="primary" isPending={submit.isPending} onClick={() => submit.mutate({ changeId: change.id })}>
          {words.submit}
        </Button>
      )}
      <Dialog
        title={f(words.withdrawTitle, named)}
        isOpen={dialog === 'withdraw'}
        onOpenChange={close}
        closeLabel={t.close}
      >
        <WithdrawForm change={change} onClose={close} />
      </Dialog>
      <Dialog
        title={f(words.editTitle, named)}
        description={words.editHint}
        isOpen={dialog === 'edit'}
        onOpenChange={close}
        closeLabel={t.close}
      >
        <EditForm change={change} onClose={close} />
      </Dialog>
    </>
  )
}
