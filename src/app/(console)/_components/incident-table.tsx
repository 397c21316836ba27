import Link from 'next/link'
import type { ClockMark as Mark } from '@/services/contract/clocks'
import type { IncidentLine } from '@/services/health/facts'
import { ImpactBar } from '@/ui/chart/impact-bar'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { ClockMark } from './clock-mark'
import { NearTime } from './figures'

type Line = Omit<IncidentLine, 'workflowId' | 'zone' | 'clientId'> & { zone: string; clock?: Mark | null }

const isUrgent = ({ status }: Line) => status === 'open'

function StateCell({ line, now, viewer }: { line: Line; now: Date; viewer: Viewer }) {
  const { m, locale } = viewer
  if (line.status === 'resolved') return <State kind="resolved">{m.incident.statuses.resolved}</State>
  return (
    <State kind="down">{`${m.incident.kindWords[line.kind]} ${durationWords(now.getTime() - line.openedAt.getTime(), locale)}`}</State>
  )
}

function columnsOf(now: Date, viewer: Viewer): Column<Line>[] {
  const { m, f } = viewer
  const words = m.incident.columns
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-36',
      cell: (line) => <StateCell line={line} now={now} viewer={viewer} />,
    },
    {
      key: 'incident',
      header: words.incident,
      phone: 'lead',
      cell: (line) => (
        <span className="flex min-w-0 flex-wrap gap-x-3 sm:flex-nowrap">
          <span className="w-18 flex-none font-mono text-12 leading-5 text-ink-2">
            {f(m.incident.number, { number: String(line.number) })}
          </span>
          <span>{line.title}</span>
          <ClockMark mark={line.clock ?? null} viewer={viewer} />
        </span>
      ),
    },
    {
      key: 'client',
      header: words.client,
      className: 'sm:whitespace-nowrap',
      cell: (line) => (
        <Link href={`/clients/${line.clientSlug}`} className="relative z-10 text-ink-2 hover:underline">
          {line.clientName}
        </Link>
      ),
    },
    {
      key: 'cost',
      header: words.cost,
      cell: (line) =>
        line.impactNote ? (
          <span className={isUrgent(line) ? 'font-semibold' : undefined}>{line.impactNote}</span>
        ) : (
          <span className="text-ink-3">{m.board.costUnknown}</span>
        ),
    },
    { key: 'impact', header: words.impact, className: 'sm:w-24', cell: (line) => <ImpactBar value={line.impact} /> },
    {
      key: 'since',
      header: words.since,
      className: 'sm:w-20',
      cell: (line) => <NearTime at={line.openedAt} now={now} zone={line.zone} viewer={viewer} />,
    },
    {
      key: 'owner',
      header: words.owner,
      className: 'sm:w-24',
      cell: (line) => line.acknowledgedBy ?? <span className="text-ink-3">{m.incident.noOwner}</span>,
    },
  ]
}

export interface IncidentTableProps {
  lines: readonly Line[]
  now: Date
  viewer: Viewer
  empty: React.ReactNode
  /** on a client's own page its name would repeat in every row */
  hasClient?: boolean
}

/** Incidents as every list shows them: what it costs stands before the number that ranks it. */
export function IncidentTable({ lines, now, viewer, empty, hasClient = true }: IncidentTableProps) {
  return (
    <DataTable
      caption={viewer.m.incident.title}
      columns={columnsOf(now, viewer).filter(({ key }) => hasClient || key !== 'client')}
      rows={lines}
      rowKey={(line) => String(line.number)}
      rowHref={(line) => `/incidents/${line.number}`}
      empty={empty}
    />
  )
}
