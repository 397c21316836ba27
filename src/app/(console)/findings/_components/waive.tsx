'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextArea, TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../settings/_components/use-outcome'

interface WaiveProps {
  findingId: string
  what: string
  client: string
}

const MONTH_MS = 30 * 86_400_000

function WaiveForm({ findingId, client, onClose }: WaiveProps & { onClose: () => void }) {
  const { t, f } = useT('finding')
  const api = useApi()
  const outcome = useOutcome()
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState(() => new Date(Date.now() + MONTH_MS).toISOString().slice(0, 10))
  const save = useMutation(
    api.finding.waive.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.waiveDone, { client }))
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ findingId, reason, expiresAt: new Date(`${until}T23:59`) })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={t.waiveReason}>
        {(control) => (
          <TextArea
            {...control}
            required
            minLength={3}
            maxLength={1000}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Field label={t.waiveUntil}>
        {(control) => (
          <TextInput
            {...control}
            type="date"
            required
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {f(t.waiveSend, { client })}
        </Button>
      </div>
    </form>
  )
}

/** Asks that a finding be accepted for a time; somebody else has to agree. */
export function Waive(props: WaiveProps) {
  const { t, f } = useT('finding')
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="relative z-10">
      <Button look="ghost" className="-my-1.5 -ml-3 max-sm:-ml-4" onClick={() => setOpen(true)}>
        {t.waive}
      </Button>
      <Dialog
        title={f(t.waiveTitle, { what: props.what, client: props.client })}
        description={t.waiveHint}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.close}
      >
        <WaiveForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </span>
  )
}
