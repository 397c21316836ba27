'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Checkbox } from '@/ui/primitives/inputs'
import { useOutcome } from '../settings/_components/use-outcome'
import { type ChangeDraft, ChangeFields } from './change-fields'

export interface RequestChangeProps {
  versionId: string
  version: number
  workflow: string
  client: string
}

function RequestForm({ versionId, client, onClose }: RequestChangeProps & { onClose: () => void }) {
  const { t, f } = useT('approval')
  const words = t.change
  const [api, outcome, router] = [useApi(), useOutcome(), useRouter()]
  const [draft, setDraft] = useState<ChangeDraft>({ title: '', why: '', risk: '', rollback: '' })
  const [isEmergency, setEmergency] = useState(false)
  const save = useMutation(
    api.change.request.mutationOptions({
      onSuccess: ({ changeId, number }) => {
        outcome.done(f(words.requested, { number, client }))
        onClose()
        router.push(`/changes/${changeId}`)
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ versionId, ...draft, rollback: draft.rollback || null, isEmergency })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <ChangeFields draft={draft} onChange={setDraft} />
      <Checkbox
        label={words.isEmergency}
        checked={isEmergency}
        onChange={(event) => setEmergency(event.target.checked)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look={isEmergency ? 'danger' : 'primary'} isPending={save.isPending}>
          {isEmergency ? f(words.sendEmergency, { client }) : words.send}
        </Button>
      </div>
    </form>
  )
}

/** Asks that one version go live. */
export function RequestChange(props: RequestChangeProps) {
  const { t, f } = useT('approval')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="ghost" onClick={() => setOpen(true)}>
        {t.change.request}
      </Button>
      <Dialog
        title={f(t.change.requestTitle, { version: props.version, workflow: props.workflow })}
        description={f(t.change.requestHint, { client: props.client })}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.close}
      >
        <RequestForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  )
}
