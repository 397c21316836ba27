import type { PolicyLine } from '@/services/policy/list'
import type { Viewer } from '@/ui/i18n/server'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { hrefOf } from '../../_lib/href'
import { SetPolicy } from './policy-form'

function countOf(line: PolicyLine, status: 'open' | 'waived') {
  const count = line[status]
  if (count === 0) return <span className="text-ink-3">0</span>
  return (
    <TextLink className="relative z-10 underline" href={hrefOf('/findings', { kind: `policy_${line.key}`, status })}>
      {count}
    </TextLink>
  )
}

function columnsOf({ m, f }: Viewer, mayManage: boolean): Column<PolicyLine>[] {
  const { policy: words, severities } = m.finding
  const { columns } = words
  const number = { align: 'right', className: 'sm:w-20 tabular-nums' } as const
  return [
    {
      key: 'state',
      header: columns.state,
      className: 'sm:w-28',
      cell: ({ isEnabled }) => <State kind={isEnabled ? 'ok' : 'paused'}>{isEnabled ? words.on : words.off}</State>,
    },
    {
      key: 'policy',
      header: columns.policy,
      phone: 'lead',
      cell: ({ key, params }) => (
        <>
          {words.names[key]} <span className="font-normal text-12 text-ink-3">{words.hints[key]}</span>
          {key === 'naming_pattern' && <code className="ml-2 text-12 text-ink-3">{params.pattern}</code>}
        </>
      ),
    },
    {
      key: 'tier',
      header: columns.tier,
      className: 'sm:w-24 tabular-nums',
      cell: ({ maxTier }) => (maxTier === 1 ? words.tierOne : f(words.tiers, { tier: maxTier })),
    },
    { key: 'severity', header: columns.severity, className: 'sm:w-24', cell: ({ severity }) => severities[severity] },
    { key: 'open', header: columns.open, ...number, cell: (line) => countOf(line, 'open') },
    { key: 'waived', header: columns.waived, ...number, cell: (line) => countOf(line, 'waived') },
    ...(mayManage
      ? [
          {
            key: 'set',
            header: '',
            align: 'right' as const,
            className: 'sm:w-20',
            cell: (line: PolicyLine) => <SetPolicy policy={line} />,
          },
        ]
      : []),
  ]
}

/** Every policy, whether it is checked, and what breaks it. */
export function PolicyTable(props: { lines: readonly PolicyLine[]; viewer: Viewer; mayManage: boolean }) {
  const { lines, viewer, mayManage } = props
  return (
    <DataTable
      caption={viewer.m.finding.policy.title}
      columns={columnsOf(viewer, mayManage)}
      rows={lines}
      rowKey={({ key }) => key}
      empty={null}
    />
  )
}
