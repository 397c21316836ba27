import type { ChangeLine } from '@/services/change/list'
import type { Viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../_components/figures'
import { ChangeState } from '../../_governance/change-status'

function columnsOf(now: Date, viewer: Viewer): Column<ChangeLine>[] {
  const { m, f } = viewer
  const words = m.approval.changes.columns
  const zone = viewer.zone ?? 'UTC'
  return [
    {
      key: 'state',
      header: words.status,
      className: 'sm:w-44',
      cell: ({ status }) => <ChangeState status={status} viewer={viewer} />,
    },
    {
      key: 'change',
      header: words.change,
      phone: 'lead',
      cell: ({ number, title, isEmergency }) => (
        <>
          <span className="mr-2 tabular-nums text-ink-3">CHG-{number}</span>
          {title}
          {isEmergency && <span className="ml-2 text-12 text-late-ink">{m.approval.changes.emergency}</span>}
        </>
      ),
    },
    { key: 'workflow', header: words.workflow, className: 'sm:w-48', cell: ({ workflow }) => workflow.name },
    {
      key: 'client',
      header: words.client,
      className: 'sm:w-40',
      cell: ({ client }) => (
        <TextLink quiet href={`/clients/${client.slug}`} className="relative z-10 text-ink-2">
          {client.name}
        </TextLink>
      ),
    },
    {
      key: 'versions',
      header: words.versions,
      className: 'sm:w-24 tabular-nums',
      cell: ({ version, baseline }) =>
        baseline
          ? f(m.approval.change.from, { from: baseline, to: version })
          : f(m.approval.change.first, { to: version }),
    },
    {
      key: 'requester',
      header: words.requester,
      className: 'sm:w-32',
      phone: 'hide',
      cell: ({ requesterName }) => requesterName,
    },
    {
      key: 'votes',
      header: words.votes,
      align: 'right',
      className: 'sm:w-14 tabular-nums',
      cell: ({ given, quorum }) => (quorum === null ? '–' : `${given}/${quorum}`),
    },
    {
      key: 'created',
      header: words.created,
      align: 'right',
      className: 'sm:w-24',
      phone: 'hide',
      cell: ({ createdAt }) => <NearTime at={createdAt} now={now} zone={zone} viewer={viewer} />,
    },
  ]
}

/** Changes, what is pending first. */
export function ChangeTable({
  rows,
  viewer,
  empty,
}: {
  rows: readonly ChangeLine[]
  viewer: Viewer
  empty: React.ReactNode
}) {
  return (
    <DataTable
      caption={viewer.m.approval.changes.title}
      columns={columnsOf(new Date(), viewer)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/changes/${id}`}
      empty={empty}
    />
  )
}
