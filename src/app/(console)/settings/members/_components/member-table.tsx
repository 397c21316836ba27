'use client'
import { useMemo } from 'react'
import { ROLE_PERMISSIONS } from '@/domain/access/permissions'
import type { Role } from '@/domain/access/roles'
import type { MemberItem } from '@/services/member/list'
import { useT } from '@/ui/i18n/context'
import { PlantTime } from '@/ui/primitives/plant-time'
import { type Column, DataTable } from '@/ui/table/data-table'
import { DutySwitch } from './duty-switch'
import { MemberActions } from './member-actions'
import type { ClientChoice } from './rights-fields'

interface MemberTableProps {
  members: readonly MemberItem[]
  me: string
  myRole: Role
  clients: readonly ClientChoice[]
  zone: string
}

const manages = (role: Role) => ROLE_PERMISSIONS[role].includes('member.manage')

/** Everybody with access; what one may change oneself is changed in place. */
export function MemberTable({ members, me, myRole, clients, zone }: MemberTableProps) {
  const { t, locale } = useT('members')
  const columns = useMemo((): Column<MemberItem>[] => {
    const mayManage = manages(myRole)
    return [
      {
        key: 'name',
        header: t.columns.name,
        phone: 'lead',
        cell: (member) => <Person member={member} isMe={member.userId === me} />,
      },
      { key: 'email', header: t.columns.email, cell: (member) => <Address member={member} /> },
      {
        key: 'role',
        header: t.columns.role,
        cell: ({ role }) => <span title={t.roleDoes[role]}>{t.roles[role]}</span>,
      },
      { key: 'clients', header: t.columns.clients, cell: (member) => <Reach member={member} /> },
      {
        key: 'duty',
        header: t.columns.duty,
        cell: (member) => <DutySwitch member={member} mayChange={mayManage || member.userId === me} />,
      },
      {
        key: 'totp',
        header: t.columns.secondFactor,
        cell: ({ hasTotp }) => <span className={hasTotp ? 'text-ink-2' : 'text-ink-3'}>{hasTotp ? t.on : t.off}</span>,
      },
      {
        key: 'seen',
        header: t.columns.lastSeen,
        cell: ({ lastSeenAt }) =>
          lastSeenAt ? (
            <PlantTime at={lastSeenAt} zone={zone} locale={locale} detail="full" />
          ) : (
            <span className="text-ink-3">{t.never}</span>
          ),
      },
      ...(mayManage
        ? [
            {
              key: 'actions',
              header: '',
              align: 'right' as const,
              cell: (member: MemberItem) => <MemberActions member={member} clients={clients} />,
            },
          ]
        : []),
    ]
  }, [t, locale, me, myRole, clients, zone])
  return <DataTable caption={t.title} columns={columns} rows={members} rowKey={({ userId }) => userId} empty={null} />
}

function Person({ member: { name }, isMe }: { member: MemberItem; isMe: boolean }) {
  const { t } = useT('members')
  return (
    <span>
      <span className="font-medium">{name}</span>
      {isMe && <span className="text-ink-3"> ({t.you})</span>}
    </span>
  )
}

function Address({ member: { email, expiresAt } }: { member: MemberItem }) {
  const { t, f, locale } = useT('members')
  const until = expiresAt && f(t.until, { date: new Intl.DateTimeFormat(locale).format(expiresAt) })
  return (
    <span className="break-all text-ink-2">
      {email}
      {until && <span className="text-ink-3">, {until}</span>}
    </span>
  )
}

function Reach({ member: { allClients, clients } }: { member: Pick<MemberItem, 'allClients' | 'clients'> }) {
  const { t } = useT('members')
  if (allClients) return <span>{t.allClients}</span>
  if (clients.length === 0) return <span className="text-ink-3">{t.noClients}</span>
  return <span>{clients.map(({ name }) => name).join(', ')}</span>
}
