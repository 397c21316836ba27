import type { FindingLine } from '@/services/finding/list'
import { I18nProvider } from '@/ui/i18n/context'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { NearTime } from '../../_components/figures'
import { findingAct, findingFacts, findingKind } from '../../_governance/finding-words'
import { SeverityState } from '../../_governance/severity'
import { Waive } from './waive'

function Waiver({ line, viewer, mayWaive }: { line: FindingLine; viewer: Viewer; mayWaive: boolean }) {
  const { m, f, locale } = viewer
  const words = m.finding
  const { waiver } = line
  if (waiver?.status === 'granted')
    return (
      <span className="text-12 text-ink-2">
        {f(words.waiverUntil, {
          until: plantTime(waiver.expiresAt, { zone: viewer.zone ?? 'UTC', locale, detail: 'date' }),
          reason: waiver.reason,
        })}
      </span>
    )
  if (waiver?.status === 'requested')
    return (
      <TextLink className="relative z-10 text-12" href={`/approvals/${waiver.requestId}`}>
        {f(words.waiverAsked, { who: waiver.requester })}
      </TextLink>
    )
  if (!mayWaive || line.status !== 'open') return null
  return (
    <I18nProvider locale={locale} messages={{ finding: words }}>
      <Waive findingId={line.id} what={findingKind(line.kind, viewer)} client={line.client.name} />
    </I18nProvider>
  )
}

function columnsOf(now: Date, viewer: Viewer, mayWaive: boolean): Column<FindingLine>[] {
  const { m } = viewer
  const words = m.finding
  const { columns } = words
  return [
    {
      key: 'state',
      header: columns.severity,
      className: 'sm:w-28',
      cell: ({ severity, status }) => <SeverityState severity={severity} status={status} viewer={viewer} />,
    },
    {
      key: 'what',
      header: columns.what,
      phone: 'lead',
      cell: (line) => (
        <>
          {findingKind(line.kind, viewer)}{' '}
          <span className="font-normal text-12 text-ink-3">{findingFacts(line, viewer)}</span>
        </>
      ),
    },
    { key: 'workflow', header: columns.workflow, cell: ({ workflow }) => workflow?.name ?? '–' },
    {
      key: 'client',
      header: columns.client,
      className: 'sm:w-36',
      cell: ({ client }) => (
        <TextLink quiet href={`/clients/${client.slug}`} className="relative z-10 text-ink-2">
          {client.name}
        </TextLink>
      ),
    },
    {
      key: 'act',
      header: columns.act,
      className: 'sm:w-44',
      cell: ({ owner, kind }) => (
        <>
          {owner ?? <span className="text-ink-3">{words.noOwner}</span>}
          {findingAct(kind, viewer) && <p className="text-12 text-ink-3">{findingAct(kind, viewer)}</p>}
        </>
      ),
    },
    {
      key: 'age',
      header: columns.age,
      align: 'right',
      className: 'sm:w-24',
      cell: ({ openedAt }) => <NearTime at={openedAt} now={now} zone={viewer.zone ?? 'UTC'} viewer={viewer} />,
    },
    {
      key: 'waiver',
      header: columns.waiver,
      className: 'sm:w-40',
      cell: (line) => <Waiver line={line} viewer={viewer} mayWaive={mayWaive} />,
    },
  ]
}

/** Findings, worst first, then the oldest. */
export function FindingTable(props: {
  rows: readonly FindingLine[]
  mayWaive: boolean
  viewer: Viewer
  empty: React.ReactNode
}) {
  const { rows, mayWaive, viewer, empty } = props
  return (
    <DataTable
      caption={viewer.m.finding.title}
      columns={columnsOf(new Date(), viewer, mayWaive)}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ workflow }) => workflow && `/workflows/${workflow.id}/governance`}
      empty={empty}
    />
  )
}
