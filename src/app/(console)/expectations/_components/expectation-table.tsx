import type { ExpectationLine } from '@/services/expectation/list'
import type { Viewer } from '@/ui/i18n/server'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime, NextDue } from '../../_components/figures'
import { isBroken, ruleGlyph } from '../../_components/rule-state'
import { scheduleSentence } from '../../_components/schedule'

function columnsOf(now: Date, viewer: Viewer): Column<ExpectationLine>[] {
  const { m } = viewer
  const words = m.expectation.columns
  const near = (at: Date, zone: string) => <NearTime at={at} now={now} zone={zone} viewer={viewer} />
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-28',
      cell: (line) => <State kind={ruleGlyph(line.status)}>{m.expectation.statuses[line.status]}</State>,
    },
    { key: 'workflow', header: words.workflow, phone: 'lead', cell: ({ workflow }) => workflow.name },
    {
      key: 'client',
      header: words.client,
      cell: ({ workflow }) => (
        <TextLink quiet href={`/clients/${workflow.client.slug}`} className="relative z-10 text-ink-2">
          {workflow.client.name}
        </TextLink>
      ),
    },
    { key: 'schedule', header: words.schedule, cell: (line) => scheduleSentence(line, viewer) },
    {
      key: 'due',
      header: words.due,
      align: 'right',
      className: 'sm:w-28',
      cell: (line) => (
        <NextDue
          dueAt={line.status === 'paused' ? null : line.dueAt}
          isBroken={isBroken(line.status)}
          now={now}
          zone={line.workflow.zone}
          viewer={viewer}
        />
      ),
    },
    {
      key: 'since',
      header: words.since,
      align: 'right',
      className: 'sm:w-36',
      phone: 'hide',
      cell: (line) => near(line.since, line.workflow.zone),
    },
    {
      key: 'met',
      header: words.met,
      align: 'right',
      className: 'sm:w-28',
      cell: (line) =>
        line.lastMetAt ? (
          near(line.lastMetAt, line.workflow.zone)
        ) : (
          <span className="text-ink-3">{m.expectation.never}</span>
        ),
    },
  ]
}

export interface ExpectationTableProps {
  rows: readonly ExpectationLine[]
  viewer: Viewer
  empty: React.ReactNode
}

/** Rules with their state, and when each must be met. */
export function ExpectationTable({ rows, viewer, empty }: ExpectationTableProps) {
  return (
    <DataTable
      caption={viewer.m.expectation.title}
      columns={columnsOf(new Date(), viewer)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/expectations/${id}`}
      empty={empty}
    />
  )
}
