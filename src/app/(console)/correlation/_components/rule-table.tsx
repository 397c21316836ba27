import type { RuleLine } from '@/services/correlation/list'
import type { Viewer } from '@/ui/i18n/server'
import { Duration } from '@/ui/primitives/duration'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'

function columnsOf({ m, locale }: Viewer): Column<RuleLine>[] {
  const words = m.correlation
  const number = { align: 'right', className: 'sm:w-36 tabular-nums' } as const
  return [
    {
      key: 'state',
      header: words.columns.state,
      className: 'sm:w-24',
      cell: ({ isEnabled }) => <State kind={isEnabled ? 'ok' : 'paused'}>{isEnabled ? words.on : words.off}</State>,
    },
    {
      key: 'rule',
      header: words.columns.rule,
      phone: 'lead',
      cell: ({ name, isBuiltIn }) => (
        <>
          {name} {isBuiltIn && <span className="font-normal text-12 text-ink-3">{words.builtIn}</span>}
        </>
      ),
    },
    {
      key: 'groupBy',
      header: words.columns.groupBy,
      cell: ({ spec }) => spec.groupBy.map((facet) => words.facets[facet]).join(', '),
    },
    { key: 'reach', header: words.columns.reach, cell: ({ spec }) => words.reach[spec.reach] },
    {
      key: 'window',
      header: words.columns.window,
      align: 'right',
      cell: ({ spec }) => <Duration ms={spec.windowS * 1000} locale={locale} />,
    },
    { key: 'eaten', header: words.columns.eaten, ...number, cell: ({ incidents }) => incidents },
    { key: 'groups', header: words.columns.groups, ...number, cell: ({ groups }) => groups },
  ]
}

/** Rules in the order they are asked, each with what it folded together. */
export function RuleTable({ rules, viewer }: { rules: readonly RuleLine[]; viewer: Viewer }) {
  return (
    <DataTable
      caption={viewer.m.correlation.title}
      columns={columnsOf(viewer)}
      rows={rules}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/correlation/${id}`}
      empty={viewer.m.correlation.empty}
    />
  )
}
