import type { PolicyLine } from '@/services/escalation/policy/read'
import type { Viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'

function scopeOf({ client, process, tier }: PolicyLine, { m, f }: Viewer): string {
  const words = m.onCall.scope
  if (client && process) return f(words.process, { client, process })
  if (client && tier) return f(words.clientTier, { client, tier })
  if (client) return f(words.client, { client })
  return tier ? f(words.tier, { tier }) : words.all
}

/** Which policy counts for what, the general first. */
export function PolicyTable({ rows, viewer }: { rows: readonly PolicyLine[]; viewer: Viewer }) {
  const { m, f } = viewer
  const words = m.onCall
  const columns: Column<PolicyLine>[] = [
    { key: 'name', header: words.columns.policy, cell: ({ name }) => name },
    { key: 'scope', header: words.columns.scope, cell: (row) => scopeOf(row, viewer) },
    {
      key: 'steps',
      header: words.columns.steps,
      cell: ({ plan }) =>
        [
          f(words.stepCount, { count: plan.steps.length }),
          ...(plan.repeat > 0 ? [f(words.repeats, { count: plan.repeat })] : []),
        ].join(', '),
    },
    {
      key: 'calls',
      header: words.columns.calls,
      cell: ({ plan }) =>
        [...new Set(plan.steps.flatMap((step) => step.targets.map(({ kind }) => words.targets[kind])))].join(' → '),
    },
  ]
  return (
    <Section title={words.policies}>
      <DataTable
        caption={words.policies}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/on-call/policies/${id}`}
        empty={<EmptyState title={words.emptyPolicies}>{words.emptyPoliciesHint}</EmptyState>}
      />
    </Section>
  )
}
