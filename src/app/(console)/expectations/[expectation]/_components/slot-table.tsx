import type { Obligation } from '@/domain/expectation/outcome'
import type { ExpectationPage } from '@/services/expectation/get'
import type { Viewer } from '@/ui/i18n/server'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { OUTCOME_GLYPH, reasonWords } from './words'

function columnsOf({ workflow: { zone } }: ExpectationPage, viewer: Viewer, isNamed: boolean): Column<Obligation>[] {
  const { m, f, locale } = viewer
  const words = m.expectation.page
  const time = (at: Date) => <PlantTime at={at} zone={zone} locale={locale} />
  const named: Column<Obligation>[] = isNamed
    ? [{ key: 'ref', header: words.ref, phone: 'lead', cell: ({ ref }) => <span className="font-mono">{ref}</span> }]
    : []
  return [
    {
      key: 'state',
      header: words.outcome,
      className: 'sm:w-28',
      cell: ({ outcome }) => <State kind={OUTCOME_GLYPH[outcome]}>{words.outcomes[outcome]}</State>,
    },
    ...named,
    { key: 'due', header: words.due, ...(isNamed ? {} : { phone: 'lead' as const }), cell: ({ dueAt }) => time(dueAt) },
    { key: 'deadline', header: words.deadline, phone: 'hide', cell: ({ deadlineAt }) => time(deadlineAt) },
    {
      key: 'met',
      header: words.met,
      cell: ({ metAt, runs }) =>
        metAt ? (
          <>
            {time(metAt)}
            {runs > 1 && <span className="ml-2 text-ink-3">{f(words.times, { count: runs })}</span>}
          </>
        ) : (
          <span className="text-ink-3">{words.notMet}</span>
        ),
    },
    {
      key: 'reason',
      header: words.why,
      cell: ({ reason }) => <span className="text-ink-2">{reasonWords(reason, viewer)}</span>,
    },
  ]
}

/** One day, slot by slot: what was expected and what happened; each row opens its run. */
export function SlotTable({ shown, viewer }: { shown: ExpectationPage; viewer: Viewer }) {
  const words = viewer.m.expectation.page
  const isNamed = shown.rule.kind === 'list' || (shown.rule.kind === 'trigger' && shown.rule.spec.trigger?.key !== null)
  const hint = shown.rule.kind === 'list' ? words.emptyList : words.nothingOwed
  return (
    <DataTable
      caption={words.ledger}
      columns={columnsOf(shown, viewer, isNamed)}
      rows={shown.slots}
      rowKey={({ dueAt, ref }) => `${dueAt.getTime()} ${ref}`}
      rowHref={({ executionId }) => (executionId ? `/runs/${executionId}` : null)}
      empty={<p className="py-3 text-ink-2">{hint}</p>}
    />
  )
}
