import type { WorkflowRow } from '@/services/health/rows'
import { isAbnormal } from '@/services/health/state'
import type { Viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime, NextDue, SuccessRate, Systems } from '../../_components/figures'
import { Health } from '../../_components/health'
import { hrefOf } from '../../_lib/href'

export interface WorkflowTableProps {
  rows: readonly WorkflowRow[]
  now: Date
  viewer: Viewer
  empty: React.ReactNode
  /** on a client's own page its name would repeat in every row */
  hasClient?: boolean
  /** offers to claim each row */
  claim?: boolean
}

type Columns = Column<WorkflowRow>[]

function identity({ now, viewer }: WorkflowTableProps): Columns {
  const words = viewer.m.workflow.columns
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-36',
      cell: (row) => <Health health={row.health} now={now} viewer={viewer} />,
    },
    {
      key: 'name',
      header: words.name,
      phone: 'lead',
      cell: (row) => (
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <span>{row.name}</span>
          {row.key !== row.name && <span className="font-mono text-12 text-ink-3">{row.key}</span>}
        </span>
      ),
    },
  ]
}

function belonging({ viewer, hasClient = true }: WorkflowTableProps): Columns {
  const words = viewer.m.workflow.columns
  if (!hasClient) return []
  return [
    {
      key: 'client',
      header: words.client,
      className: 'sm:whitespace-nowrap',
      cell: (row) => (
        <TextLink quiet href={`/clients/${row.client.slug}`} className="relative z-10 text-ink-2">
          {row.client.name}
        </TextLink>
      ),
    },
    {
      key: 'process',
      header: words.process,
      className: 'sm:whitespace-nowrap',
      phone: 'hide',
      cell: (row) => <span className="text-ink-2">{row.process?.name}</span>,
    },
  ]
}

function figures({ now, viewer }: WorkflowTableProps): Columns {
  const { m } = viewer
  const words = m.workflow.columns
  return [
    {
      key: 'systems',
      header: words.systems,
      className: 'sm:whitespace-nowrap',
      phone: 'hide',
      cell: (row) => (
        <span className="text-ink-2">
          <Systems from={row.fromSystem} to={row.toSystem} viewer={viewer} />
        </span>
      ),
    },
    { key: 'tier', header: words.tier, align: 'right', className: 'sm:w-14', phone: 'hide', cell: (row) => row.tier },
    {
      key: 'last',
      header: words.last,
      align: 'right',
      className: 'sm:w-24',
      cell: (row) =>
        row.lastStatusAt ? (
          <NearTime at={row.lastStatusAt} now={now} zone={row.zone} viewer={viewer} />
        ) : (
          <span className="text-ink-3">{m.common.never}</span>
        ),
    },
    {
      key: 'success',
      header: words.success,
      align: 'right',
      className: 'sm:w-24',
      cell: (row) => (
        <SuccessRate
          success={row.success}
          href={`${hrefOf(`/workflows/${row.id}`, { status: 'failed' })}#runs`}
          viewer={viewer}
        />
      ),
    },
    {
      key: 'due',
      header: words.due,
      align: 'right',
      className: 'sm:w-28',
      cell: (row) => (
        <NextDue
          dueAt={row.nextDueAt}
          isBroken={isAbnormal(row.health.state)}
          now={now}
          zone={row.zone}
          viewer={viewer}
        />
      ),
    },
  ]
}

function claiming({ viewer: { m }, claim = false }: WorkflowTableProps): Columns {
  if (!claim) return []
  return [
    {
      key: 'claim',
      header: '',
      align: 'right',
      className: 'sm:w-24',
      cell: (row) => (
        <TextLink
          href={`/workflows/${row.id}/edit`}
          className="relative z-10"
          aria-label={`${m.client.claim}: ${row.name}`}
        >
          {m.client.claim}
        </TextLink>
      ),
    },
  ]
}

/** Workflows as every list shows them. */
export function WorkflowTable(props: WorkflowTableProps) {
  return (
    <DataTable
      caption={props.viewer.m.workflow.title}
      columns={[...identity(props), ...belonging(props), ...figures(props), ...claiming(props)]}
      rows={props.rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/workflows/${id}`}
      empty={props.empty}
    />
  )
}
