'use client'
import { useMutation } from '@tanstack/react-query'
import type { InvitationItem } from '@/services/invitation/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { type Column, DataTable } from '@/ui/table/data-table'
import { useOutcome } from '../../_components/use-outcome'

interface InvitationTableProps {
  invitations: readonly InvitationItem[]
  mayManage: boolean
  zone: string
}

/** Invitations nobody has used yet. */
export function InvitationTable({ invitations, mayManage, zone }: InvitationTableProps) {
  const { t, f, locale } = useT('members')
  const words = t.invitations
  const ends = ({ expiresAt, isExpired }: InvitationItem) =>
    isExpired ? words.expired : f(words.expires, { date: plantTime(expiresAt, { zone, locale, detail: 'full' }) })
  const columns: Column<InvitationItem>[] = [
    {
      key: 'email',
      header: t.invite.email,
      phone: 'lead',
      cell: ({ email }) => <span className="break-all">{email}</span>,
    },
    { key: 'role', header: t.columns.role, cell: ({ role }) => t.roles[role] },
    {
      key: 'clients',
      header: t.columns.clients,
      cell: ({ allClients, clients }) =>
        allClients ? t.allClients : clients.map(({ name }) => name).join(', ') || t.noClients,
    },
    {
      key: 'by',
      header: '',
      cell: ({ invitedBy }) => <span className="text-ink-3">{f(words.by, { name: invitedBy })}</span>,
    },
    { key: 'ends', header: '', cell: (invitation) => <span className="text-ink-3">{ends(invitation)}</span> },
    ...(mayManage
      ? [
          {
            key: 'actions',
            header: '',
            align: 'right' as const,
            cell: (item: InvitationItem) => <Withdraw invitation={item} />,
          },
        ]
      : []),
  ]
  const empty = <p className="py-3 text-ink-3">{words.none}</p>
  return (
    <DataTable
      caption={words.title}
      columns={columns}
      rows={invitations}
      rowKey={({ invitationId }) => invitationId}
      empty={empty}
    />
  )
}

function Withdraw({ invitation: { invitationId, email } }: { invitation: InvitationItem }) {
  const { t, f } = useT('members')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending } = useMutation(
    api.invitation.revoke.mutationOptions({
      onSuccess: () => outcome.done(f(t.invitations.withdrawn, { email })),
      onError: outcome.failed,
    }),
  )
  return (
    <Button
      look="ghost"
      isPending={isPending}
      aria-label={`${t.invitations.withdraw}: ${email}`}
      onClick={() => mutate({ invitationId })}
    >
      {t.invitations.withdraw}
    </Button>
  )
}
