'use client'
import { useMutation } from '@tanstack/react-query'
import type { InvitationItem } from '@/services/invitation/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RowActions } from '../../_components/row-actions'
import { useOutcome } from '../../_components/use-outcome'

interface InvitationTableProps {
  invitations: readonly InvitationItem[]
  mayManage: boolean
  zone: string
}

/** Invitations nobody has used yet. */
export function InvitationTable({ invitations, mayManage, zone }: InvitationTableProps) {
  const { t, locale } = useT('members')
  const words = t.invitations
  const ends = ({ expiresAt, isExpired }: InvitationItem) =>
    isExpired ? words.expired : plantTime(expiresAt, { zone, locale, detail: 'full' })
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
      header: words.by,
      cell: ({ invitedBy }) => invitedBy,
    },
    {
      key: 'ends',
      header: words.ends,
      cell: (invitation) => <span className="tabular-nums text-ink-2">{ends(invitation)}</span>,
    },
    ...(mayManage
      ? [
          {
            key: 'actions',
            header: '',
            align: 'right' as const,
            cell: (item: InvitationItem) => (
              <RowActions>
                <Withdraw invitation={item} />
              </RowActions>
            ),
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
