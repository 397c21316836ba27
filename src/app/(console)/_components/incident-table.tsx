import Link from 'next/link'
import type { ImpactFacts } from '@/domain/impact/facts'
import type { ClockMark as Mark } from '@/services/contract/clocks'
import type { IncidentLine } from '@/services/health/facts'
import { ImpactBar } from '@/ui/chart/impact-bar'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { ClockMark } from './clock-mark'
import { NearTime } from './figures'
import { rankWords, scoreOf } from './rank-words'

type Line = Omit<IncidentLine, 'workflowId' | 'clientId' | 'isListed'> & {
  clock?: Mark | null
  why?: ImpactFacts | null
  members?: number
  tasks?: number
}

const isUrgent = ({ status }: Line) => status === 'open'

function StateCell({ line, now, viewer }: { line: Line; now: Date; viewer: Viewer }) {
  const { m, locale } = viewer
  if (line.status === 'resolved') return <State kind="resolved">{m.incident.statuses.resolved}</State>
  return (
    <State kind="down">{`${m.incident.kindWords[line.kind]} ${durationWords(now.getTime() - line.openedAt.getTime(), locale)}`}</State>
  )
}

/** What else stands behind a line: others it speaks for, tasks, a rest of paging. */
function Marks({ line, viewer: { m, f, locale } }: { line: Line; viewer: Viewer }) {
  const words = m.incidentWork.list
  const at = line.snoozedUntil && plantTime(line.snoozedUntil, { zone: line.zone, locale, detail: 'weekday' })
  const marks = [
    line.members ? f(words.members, { count: line.members }) : null,
    line.tasks ? f(words.tasks, { count: line.tasks }) : null,
  ].filter((mark) => mark !== null)
  return (
    <>
      {at && (
        <State kind="paused" className="text-12">
          {f(words.resting, { at })}
        </State>
      )}
      {marks.length > 0 && <span className="text-12 text-ink-3">{marks.join(', ')}</span>}
    </>
  )
}

/** The bar, and on hover why it is so long. */
function Rank({ line, viewer }: { line: Line; viewer: Viewer }) {
  const why = line.why === undefined ? undefined : rankWords(line.why, line.zone, viewer).join('. ')
  return (
    <span title={why}>
      <ImpactBar value={scoreOf(line.rank)} />
    </span>
  )
}

/** Before all else, for whoever acts on several. */
function selectColumn({ m, f }: Viewer): Column<Line> {
  return {
    key: 'select',
    header: '',
    phone: 'hide',
    className: 'sm:w-8',
    cell: ({ id, number }) => (
      <input
        type="checkbox"
        data-incident
        value={id}
        aria-label={f(m.incidentWork.list.select, { number: String(number) })}
        className="relative z-10 size-4 accent-brand-btn"
      />
    ),
  }
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
          <Marks line={line} viewer={viewer} />
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
    { key: 'impact', header: words.impact, className: 'sm:w-24', cell: (line) => <Rank line={line} viewer={viewer} /> },
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
      cell: (line) =>
        line.assigneeName ?? line.acknowledgedBy ?? <span className="text-ink-3">{m.incident.noOwner}</span>,
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
  /** rows carry a box to select them by */
  isSelectable?: boolean
}

/** Incidents as every list shows them: what it costs stands before the number that ranks it. */
export function IncidentTable(props: IncidentTableProps) {
  const { lines, now, viewer, empty, hasClient = true, isSelectable = false } = props
  const columns = columnsOf(now, viewer).filter(({ key }) => hasClient || key !== 'client')
  return (
    <DataTable
      caption={viewer.m.incident.title}
      columns={isSelectable ? [selectColumn(viewer), ...columns] : columns}
      rows={lines}
      rowKey={(line) => String(line.number)}
      rowHref={(line) => `/incidents/${line.number}`}
      empty={empty}
    />
  )
}
