'use client'
import { useMutation } from '@tanstack/react-query'
import type { SessionItem } from '@/services/session/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { PlantTime } from '@/ui/primitives/plant-time'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RowActions } from '../../_components/row-actions'
import { useOutcome } from '../../_components/use-outcome'
import { browserOf } from './browser-of'

/** Open sessions; any of them can be ended, and its next request is refused. */
export function SessionTable({ sessions, zone }: { sessions: readonly SessionItem[]; zone: string }) {
  const { t, f, locale } = useT('settings')
  const words = t.you
  const device = ({ userAgent }: SessionItem) => {
    const { browser, system } = browserOf(userAgent)
    return browser && system ? f(words.on, { browser, system }) : (browser ?? system ?? words.unknownDevice)
  }
  const way = ({ method }: SessionItem) =>
    method in words.ways ? words.ways[method as keyof typeof words.ways] : method
  const columns: Column<SessionItem>[] = [
    {
      key: 'device',
      header: words.sessionColumns.device,
      phone: 'lead',
      cell: (session) => (
        <span>
          {device(session)}
          {session.isCurrent && <span className="text-ink-3"> ({words.thisOne})</span>}
        </span>
      ),
    },
    {
      key: 'way',
      header: words.sessionColumns.way,
      cell: (session) => (
        <span>
          <PlantTime at={session.createdAt} zone={zone} locale={locale} detail="full" />{' '}
          <span className="text-ink-3">{way(session)}</span>
        </span>
      ),
    },
    {
      key: 'seen',
      header: words.sessionColumns.lastSeen,
      cell: ({ lastSeenAt }) => <PlantTime at={lastSeenAt} zone={zone} locale={locale} detail="full" />,
    },
    {
      key: 'ip',
      header: words.sessionColumns.address,
      cell: ({ ip }) => <span className="font-mono text-12">{ip ?? '–'}</span>,
    },
    {
      key: 'actions',
      header: '',
      align: 'right',
      cell: (session) => (
        <RowActions>{!session.isCurrent && <End session={session} name={device(session)} />}</RowActions>
      ),
    },
  ]
  return (
    <DataTable
      caption={words.sessions}
      columns={columns}
      rows={sessions}
      rowKey={({ sessionId }) => sessionId}
      empty={null}
    />
  )
}

function End({ session: { sessionId }, name }: { session: SessionItem; name: string }) {
  const { t, f } = useT('settings')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending } = useMutation(
    api.session.revoke.mutationOptions({ onSuccess: () => outcome.done(t.you.sessionEnded), onError: outcome.failed }),
  )
  return (
    <Button
      look="ghost"
      isPending={isPending}
      aria-label={f(t.you.endSessionOf, { device: name })}
      onClick={() => mutate({ sessionId })}
    >
      {t.you.endSession}
    </Button>
  )
}
