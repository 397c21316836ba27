import type { ObjectiveLine } from '@/services/objective/list'
import type { Viewer } from '@/ui/i18n/server'
import { percentWords } from '@/ui/primitives/number'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { Attained, Budget, VerdictState } from '../../_components/objective-figures'
import { windowWords } from './words'

/** n, and with few units the interval: what a figure rests on. */
function Counted({ line, viewer }: { line: ObjectiveLine; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const { attainment } = line.standing
  const interval = attainment.wilson && {
    low: percentWords(attainment.wilson.lowPpm, locale),
    high: percentWords(attainment.wilson.highPpm, locale),
  }
  return (
    <span title={interval ? f(m.promise.interval, interval) : undefined}>
      {f(m.promise.units[line.objective.form], { count: attainment.n })}
    </span>
  )
}

function columnsOf(viewer: Viewer): Column<ObjectiveLine>[] {
  const { m, locale } = viewer
  const words = m.promise.columns
  return [
    {
      key: 'state',
      header: words.state,
      className: 'sm:w-40',
      cell: ({ standing }) => <VerdictState verdict={standing.attainment.verdict} viewer={viewer} />,
    },
    {
      key: 'name',
      header: words.name,
      phone: 'lead',
      cell: ({ objective, scopeName }) => <span title={scopeName}>{objective.name}</span>,
    },
    {
      key: 'client',
      header: words.client,
      className: 'sm:whitespace-nowrap',
      cell: ({ client }) => (
        <TextLink quiet href={`/clients/${client.slug}`} className="relative z-10 text-ink-2">
          {client.name}
        </TextLink>
      ),
    },
    {
      key: 'window',
      header: words.window,
      phone: 'hide',
      className: 'sm:whitespace-nowrap',
      cell: ({ objective }) => <span className="text-ink-2">{windowWords(objective.window, viewer)}</span>,
    },
    {
      key: 'attained',
      header: words.attained,
      align: 'right',
      className: 'sm:w-36',
      cell: (line) => <Attained line={line} viewer={viewer} />,
    },
    {
      key: 'target',
      header: words.target,
      align: 'right',
      className: 'sm:w-24',
      cell: ({ objective }) => `${percentWords(objective.targetPpm, locale)} %`,
    },
    {
      key: 'budget',
      header: words.budget,
      align: 'right',
      className: 'sm:w-36',
      cell: ({ standing: { attainment } }) => (
        <Budget remaining={attainment.remaining} allowed={attainment.allowedBad} locale={locale} />
      ),
    },
    {
      key: 'n',
      header: words.n,
      align: 'right',
      className: 'sm:w-32',
      cell: (line) => <Counted line={line} viewer={viewer} />,
    },
  ]
}

/** Objectives with what each has reached; every row opens its days and its rule. */
export function ObjectiveTable(props: { rows: readonly ObjectiveLine[]; viewer: Viewer; empty: React.ReactNode }) {
  return (
    <DataTable
      caption={props.viewer.m.promise.title}
      columns={columnsOf(props.viewer)}
      rows={props.rows}
      rowKey={({ objective }) => objective.id}
      rowHref={({ objective }) => `/objectives/${objective.id}`}
      empty={props.empty}
    />
  )
}
