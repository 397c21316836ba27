import type { Run } from '@/services/run/load'
import type { WorkflowPage } from '@/services/workflow/get'
import type { Viewer } from '@/ui/i18n/server'
import { Duration } from '@/ui/primitives/duration'
import { EmptyState } from '@/ui/primitives/empty-state'
import { Pagination } from '@/ui/primitives/pagination'
import { PlantTime, plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { RunState } from '../../../_components/run-state'
import { hrefOf } from '../../../_lib/href'

/** The order first, else whatever key the sender gave. */
function keyOf(run: Run): string | null {
  return run.keys ? (run.keys.order ?? Object.values(run.keys)[0] ?? null) : null
}

function columnsOf(data: WorkflowPage, viewer: Viewer): Column<Run>[] {
  const { m, f, locale, zone } = viewer
  const words = m.workflow.runColumns
  const today = plantTime(data.strip.window.now, { zone: data.workflow.zone, locale, detail: 'date' })
  const isToday = (at: Date) => plantTime(at, { zone: data.workflow.zone, locale, detail: 'date' }) === today
  return [
    {
      key: 'time',
      header: words.time,
      phone: 'lead',
      className: 'sm:w-36',
      cell: ({ anchorAt, endedAt }) => {
        const at = endedAt ?? anchorAt
        return (
          <PlantTime
            at={at}
            zone={data.workflow.zone}
            viewerZone={zone}
            locale={locale}
            detail={isToday(at) ? 'seconds' : 'full'}
          />
        )
      },
    },
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-32',
      cell: ({ status }) => <RunState status={status} viewer={viewer} />,
    },
    {
      key: 'run',
      header: words.run,
      cell: ({ runKey, attempt }) => (
        <span className="font-mono text-12">
          {runKey}
          {attempt > 1 && <span className="ml-2 font-sans text-ink-3">{f(m.workflow.attempt, { attempt })}</span>}
        </span>
      ),
    },
    { key: 'order', header: words.order, cell: (run) => <span className="font-mono text-12">{keyOf(run)}</span> },
    { key: 'version', header: words.version, phone: 'hide', cell: ({ version }) => version },
    {
      key: 'duration',
      header: words.duration,
      align: 'right',
      className: 'sm:w-24',
      cell: ({ durationMs }) => durationMs !== null && <Duration ms={durationMs} locale={locale} />,
    },
    { key: 'step', header: words.step, cell: ({ errorStep, errorClass }) => errorStep ?? errorClass },
  ]
}

export interface RunsFilter {
  status: string | null
  from: Date | null
  to: Date | null
}

/** The newest runs, or those of the span and state that a picture opened. */
export function Runs({ data, filter, viewer }: { data: WorkflowPage; filter: RunsFilter; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const { workflow, runs, nextRuns } = data
  const here = `/workflows/${workflow.id}`
  const query = { status: filter.status, from: filter.from?.toISOString(), to: filter.to?.toISOString() }
  const older =
    nextRuns && `${hrefOf(here, { ...query, afterAt: nextRuns.anchorAt.toISOString(), after: nextRuns.id })}#runs`
  const time = (at: Date) => plantTime(at, { zone: workflow.zone, locale, detail: 'full' })
  const title =
    filter.from && filter.to ? f(m.workflow.runsIn, { from: time(filter.from), to: time(filter.to) }) : m.workflow.runs
  const isFiltered = filter.status || filter.from
  const aside = (
    <span className="flex gap-4">
      {isFiltered && <TextLink href={`${here}#runs`}>{m.workflow.allRuns}</TextLink>}
      <a className="text-brand-link hover:underline" href={hrefOf(`${here}/runs.csv`, query)} download>
        {m.workflow.exportRuns}
      </a>
    </span>
  )
  return (
    <Section id="runs" title={title} note={m.workflow.runsNote} aside={aside}>
      <DataTable
        caption={title}
        columns={columnsOf(data, viewer)}
        rows={runs}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/runs/${id}`}
        empty={<EmptyState title={m.workflow.noRunsTitle}>{m.workflow.noRunsHint}</EmptyState>}
      />
      <Pagination olderHref={older} newer={m.common.newer} older={m.common.older} />
    </Section>
  )
}
