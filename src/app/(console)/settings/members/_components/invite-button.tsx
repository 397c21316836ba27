'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../../_lib/use-problem'
import { useOutcome } from '../../_components/use-outcome'
import { asGiven, type ClientChoice, isComplete, type Rights, RightsFields } from './rights-fields'

const USUAL: Rights = { role: 'partner_operator', allClients: true, clientIds: [] }

/** Opens the form that invites somebody, with rights no larger than one's own. */
export function InviteButton({ partner, clients }: { partner: string; clients: readonly ClientChoice[] }) {
  const { t, f } = useT('members')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t.invite.action}
      </Button>
      <Dialog
        title={f(t.invite.title, { partner })}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.invite.cancel}
      >
        <InviteForm clients={clients} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function InviteForm({ clients, onDone }: { clients: readonly ClientChoice[]; onDone: () => void }) {
  const { t, f } = useT('members')
  const [api, outcome, problem] = [useApi(), useOutcome(), useProblem()]
  const [email, setEmail] = useState('')
  const [rights, setRights] = useState(USUAL)
  const { mutate, isPending, error } = useMutation(
    api.invitation.create.mutationOptions({
      onSuccess: () => {
        onDone()
        outcome.done(f(t.invite.sent, { email }))
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ email, ...asGiven(rights) })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label={t.invite.email} error={error && problem(error)}>
        {(control) => (
          <TextInput
            {...control}
            type="email"
            required
            autoFocus
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <RightsFields value={rights} onChange={setRights} clients={clients} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t.invite.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending} disabled={!isComplete(rights)}>
          {t.invite.send}
        </Button>
      </div>
    </form>
  )
}
