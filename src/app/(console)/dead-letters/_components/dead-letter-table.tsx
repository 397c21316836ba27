'use client'
import type { DeadLetterRow } from '@/services/dead-letter/list'
import { useT } from '@/ui/i18n/context'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { LetterActions } from './letter-actions'

/** Where it stands, with the tries so far. */
function LetterState({ letter: { last, isSettled, tries, lastBy } }: { letter: DeadLetterRow }) {
  const { t, f } = useT('deadLetter')
  const settled = last === 'duplicate' ? t.thereAlready : t.settled
  return (
    <>
      <State kind={isSettled ? 'resolved' : 'late'}>{isSettled ? settled : t.open}</State>
      {tries > 0 && (
        <span className="block text-12 text-ink-3">{f(t.tried, { count: tries, name: lastBy ?? '' })}</span>
      )}
    </>
  )
}

/** What the event is about; of its content only the names. */
function About({ letter: { shown, hidden } }: { letter: DeadLetterRow }) {
  const { t, f } = useT('deadLetter')
  return (
    <>
      <span className="font-medium">{shown.workflow}</span> <span className="text-ink-2">{shown.type}</span>
      <span className="block font-mono text-11 text-ink-3 [overflow-wrap:anywhere]">{shown.id}</span>
      {hidden.length > 0 && (
        <span className="block text-12 text-ink-3">{f(t.hidden, { names: hidden.join(', ') })}</span>
      )}
    </>
  )
}

/** Kept-aside events, open ones first. */
export function DeadLetterTable({ rows, zone }: { rows: readonly DeadLetterRow[]; zone: string }) {
  const { t, locale } = useT('deadLetter')
  const top = 'align-top'
  const columns: Column<DeadLetterRow>[] = [
    { key: 'state', header: t.columns.state, className: `sm:w-44 ${top}`, cell: (row) => <LetterState letter={row} /> },
    { key: 'event', header: t.columns.event, phone: 'lead', className: top, cell: (row) => <About letter={row} /> },
    {
      key: 'source',
      header: t.columns.source,
      className: top,
      cell: ({ sourceName, clientName }) => (
        <>
          {sourceName}
          <span className="block text-12 text-ink-3">{clientName}</span>
        </>
      ),
    },
    {
      key: 'received',
      header: t.columns.received,
      className: top,
      cell: ({ receivedAt }) => plantTime(receivedAt, { zone, locale, detail: 'full' }),
    },
    {
      key: 'reason',
      header: t.columns.reason,
      className: `sm:max-w-80 ${top}`,
      cell: ({ reason, lastProblem }) => (
        <span className="text-12 [overflow-wrap:anywhere]">{lastProblem ?? reason}</span>
      ),
    },
    {
      key: 'actions',
      header: t.columns.actions,
      className: `sm:w-56 ${top}`,
      cell: (row) => <LetterActions letter={row} />,
    },
  ]
  return <DataTable caption={t.title} columns={columns} rows={rows} rowKey={({ id }) => id} empty={null} />
}
