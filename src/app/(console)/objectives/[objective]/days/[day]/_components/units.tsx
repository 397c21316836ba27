import type { DayUnit, ObjectiveDay } from '@/services/objective-day/get'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { Drill } from '../../../../../_components/drill'
import { hrefOf } from '../../../../../_lib/href'
import { unitWords, VERDICT_GLYPHS } from './words'

interface Props {
  data: ObjectiveDay
  filter: { verdict: DayUnit['verdict'] | null; page: number }
  path: string
  viewer: Viewer
}

function columnsOf(data: ObjectiveDay, viewer: Viewer): Column<DayUnit>[] {
  const { m, f, locale, zone } = viewer
  const { columns } = m.figure
  const time = (at: Date) => (
    <PlantTime at={at} zone={data.objective.zone} viewerZone={zone} locale={locale} detail="seconds" />
  )
  return [
    {
      key: 'at',
      header: columns.at,
      phone: 'lead',
      cell: ({ at, to }) =>
        to ? (
          <>
            {time(at)}–{time(to)}
          </>
        ) : (
          time(at)
        ),
    },
    {
      key: 'state',
      header: columns.verdict,
      cell: ({ verdict }) => <State kind={VERDICT_GLYPHS[verdict]}>{m.figure.verdicts[verdict]}</State>,
    },
    {
      key: 'unit',
      header: columns.unit,
      cell: ({ runKey, n, to, durationMs }) => (
        <>
          {to ? f(m.figure.slices, { count: n }) : (runKey ?? '')}
          {durationMs !== null && <span className="text-ink-3"> {durationWords(durationMs, locale)}</span>}
        </>
      ),
    },
    { key: 'workflow', header: columns.workflow, cell: ({ workflowName }) => workflowName ?? '' },
    { key: 'rule', header: columns.rule, className: 'text-ink-2', cell: (unit) => unitWords(unit, data, viewer) },
  ]
}

/** Where a unit leads: to its run, else to its workflow. */
function hrefOfUnit({ executionId, workflowId }: DayUnit): string | null {
  if (executionId) return `/runs/${executionId}`
  return workflowId ? `/workflows/${workflowId}` : null
}

/** Every unit of the day, or those of one figure: the figures above the table choose. */
export function UnitTable({ data, filter, path, viewer }: Props) {
  const { m, locale } = viewer
  const { tally } = data
  const counts = { good: tally.good, bad: tally.bad, ...tally.excluded }
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const items = [
    { label: m.figure.all, value: all, href: path, isCurrent: filter.verdict === null },
    ...Object.entries(counts).map(([verdict, value]) => ({
      label: m.figure.verdicts[verdict as DayUnit['verdict']],
      value,
      href: hrefOf(path, { verdict }),
      isCurrent: filter.verdict === verdict,
    })),
  ]
  return (
    <Section title={m.figure.units} note={m.figure.unitsNote}>
      <Drill label={m.figure.units} items={items} locale={locale} />
      <DataTable
        caption={m.figure.units}
        columns={columnsOf(data, viewer)}
        rows={data.units}
        rowKey={({ at, executionId, expectationId, runKey }) =>
          `${at.getTime()} ${executionId} ${expectationId} ${runKey}`
        }
        rowHref={hrefOfUnit}
        empty={<EmptyState title={m.figure.emptyTitle}>{m.figure.emptyHint}</EmptyState>}
      />
    </Section>
  )
}
