import type { WaitingApproval } from '@/services/approval/list'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../_components/figures'

/** Where one decides: at what is decided about, when it has a page of its own. */
function hrefOf({ subjectKind, subjectId, id }: WaitingApproval): string {
  return subjectKind === 'change' ? `/changes/${subjectId}` : `/approvals/${id}`
}

function columnsOf(now: Date, viewer: Viewer): Column<WaitingApproval>[] {
  const { m } = viewer
  const words = m.approval.changes
  return [
    {
      key: 'kind',
      header: words.columns.kind,
      className: 'sm:w-28',
      cell: ({ subjectKind }) => words.kinds[subjectKind],
    },
    { key: 'what', header: words.columns.what, phone: 'lead', cell: ({ title }) => title },
    { key: 'client', header: words.columns.client, cell: ({ client }) => client.name },
    { key: 'requester', header: words.columns.requester, cell: ({ requesterName }) => requesterName },
    {
      key: 'who',
      header: words.columns.who,
      cell: ({ voters }) =>
        voters.length > 0 ? (
          voters.map(({ name }) => name).join(', ')
        ) : (
          <span className="text-late-ink">{words.nobody}</span>
        ),
    },
    {
      key: 'votes',
      header: words.columns.votes,
      align: 'right',
      className: 'sm:w-14 tabular-nums',
      cell: ({ decisions, quorum }) => `${decisions.length}/${quorum}`,
    },
    {
      key: 'until',
      header: words.columns.until,
      align: 'right',
      className: 'sm:w-32',
      cell: ({ expiresAt }) => <NearTime at={expiresAt} now={now} zone={viewer.zone ?? 'UTC'} viewer={viewer} />,
    },
  ]
}

/** Everything that waits for people, whatever it is about; the reader's own first by time. */
export function WaitingTable({ rows, viewer }: { rows: readonly WaitingApproval[]; viewer: Viewer }) {
  const words = viewer.m.approval.changes
  if (rows.length === 0) return null
  return (
    <Section title={words.waiting} note={words.waitingNote} className="mb-8">
      <DataTable
        caption={words.waiting}
        columns={columnsOf(new Date(), viewer)}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={hrefOf}
        empty={null}
      />
    </Section>
  )
}
