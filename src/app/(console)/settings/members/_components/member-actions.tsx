'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { MemberItem } from '@/services/member/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ConfirmByName } from '@/ui/primitives/confirm-by-name'
import { Dialog } from '@/ui/primitives/dialog'
import { useProblem } from '../../../_lib/use-problem'
import { RowActions } from '../../_components/row-actions'
import { useOutcome } from '../../_components/use-outcome'
import { asGiven, type ClientChoice, isComplete, RightsFields } from './rights-fields'

/** Another role, or no access any more. */
export function MemberActions({ member, clients }: { member: MemberItem; clients: readonly ClientChoice[] }) {
  const { t, f } = useT('members')
  const [open, setOpen] = useState<'role' | 'revoke' | null>(null)
  const close = () => setOpen(null)
  const { name } = member
  return (
    <RowActions>
      <Button look="ghost" aria-label={`${t.change.action}: ${name}`} onClick={() => setOpen('role')}>
        {t.change.action}
      </Button>
      <Button look="ghost" aria-label={`${t.revoke.action}: ${name}`} onClick={() => setOpen('revoke')}>
        {t.revoke.action}
      </Button>
      <Dialog
        title={f(t.change.title, { name })}
        isOpen={open === 'role'}
        onOpenChange={close}
        closeLabel={t.invite.cancel}
      >
        <RoleForm member={member} clients={clients} onDone={close} />
      </Dialog>
      <Revoke member={member} isOpen={open === 'revoke'} onDone={close} />
    </RowActions>
  )
}

function RoleForm({
  member,
  clients,
  onDone,
}: {
  member: MemberItem
  clients: readonly ClientChoice[]
  onDone: () => void
}) {
  const { t, f } = useT('members')
  const [api, outcome, problem] = [useApi(), useOutcome(), useProblem()]
  const { userId, name, role, allClients } = member
  const [rights, setRights] = useState({ role, allClients, clientIds: member.clients.map(({ id }) => id) })
  const { mutate, isPending, error } = useMutation(
    api.member.changeRole.mutationOptions({
      onSuccess: () => {
        onDone()
        outcome.done(f(t.change.done, { name, role: t.roles[rights.role] }))
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ userId, ...asGiven(rights) })
  }
  return (
    <form onSubmit={submit} className="grid gap-4 text-left">
      <RightsFields value={rights} onChange={setRights} clients={clients} />
      {error && (
        <p role="alert" className="font-medium text-12 text-down-ink">
          {problem(error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t.invite.cancel}</Button>
        <Button type="submit" look="primary" isPending={isPending} disabled={!isComplete(rights)}>
          {t.change.save}
        </Button>
      </div>
    </form>
  )
}

function Revoke({
  member: { userId, name },
  isOpen,
  onDone,
}: {
  member: MemberItem
  isOpen: boolean
  onDone: () => void
}) {
  const { t, f } = useT('members')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending } = useMutation(
    api.member.revoke.mutationOptions({
      onSuccess: () => outcome.done(f(t.revoke.done, { name })),
      onError: outcome.failed,
      onSettled: onDone,
    }),
  )
  const { title, consequence, typeName, confirm, cancel } = t.revoke
  return (
    <ConfirmByName
      name={name}
      isOpen={isOpen}
      onOpenChange={onDone}
      isPending={isPending}
      onConfirm={() => mutate({ userId })}
      words={{
        title: f(title, { name }),
        consequence: f(consequence, { name }),
        typeName: f(typeName, { name }),
        confirm,
        cancel,
      }}
    />
  )
}
