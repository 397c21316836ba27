'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../_components/use-outcome'

interface AddHostProps {
  clients: readonly { id: string; name: string }[]
}

/** Asks for a host; what to do in the DNS stands on the page afterwards. */
export function AddHost({ clients }: AddHostProps) {
  const { t } = useT('host')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t.add}
      </Button>
      <Dialog title={t.add} description={t.sentence} isOpen={isOpen} onOpenChange={setOpen} closeLabel={t.close}>
        <HostForm clients={clients} close={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function HostForm({ clients, close }: AddHostProps & { close: () => void }) {
  const { t, f } = useT('host')
  const [api, outcome, problem] = [useApi(), useOutcome(), useProblem()]
  const [host, setHost] = useState('')
  const [clientId, setClientId] = useState('')
  const { mutate, isPending, error } = useMutation(
    api.host.claim.mutationOptions({
      onSuccess: (made) => {
        close()
        outcome.done(f(t.added, { host: made.host }))
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ host, clientId: clientId || null })
  }
  return (
    <form onSubmit={submit} className="mt-4 grid gap-4">
      <Field label={t.name} hint={t.nameHint} error={error ? problem(error) : null}>
        {(control) => (
          <TextInput
            {...control}
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={253}
            className="font-mono"
            value={host}
            onChange={(event) => setHost(event.target.value)}
          />
        )}
      </Field>
      <Field label={t.whose}>
        {(control) => (
          <Select {...control} value={clientId} onChange={(event) => setClientId(event.target.value)}>
            <option value="">{t.ours}</option>
            {clients.map(({ id, name }) => (
              <option key={id} value={id}>
                {f(t.ofClient, { client: name })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending} disabled={host.trim() === ''}>
          {t.submit}
        </Button>
      </div>
    </form>
  )
}
