import { INCIDENT_KINDS, type IncidentKind } from '@/domain/incident/schema'
import type { ClockFigures, IncidentFigures } from '@/domain/month/figures'
import type { Viewer } from '@/ui/i18n/server'
import { openTimeWords } from '@/ui/primitives/duration'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import type { PartProps } from './of'

function Clock({ clock, viewer }: { clock: ClockFigures | null; viewer: Viewer }) {
  if (!clock) return '–'
  const { m, f, locale } = viewer
  const words = m.month.statement
  const { elapsedMs, limitMs, isBreached } = clock
  const line = f(words.clock, { elapsed: openTimeWords(elapsedMs, locale), limit: openTimeWords(limitMs, locale) })
  return (
    <span>
      <State kind={isBreached ? 'down' : 'ok'}>{isBreached ? words.breached : words.within}</State>
      <span className="block text-12 text-ink-3">{line}</span>
    </span>
  )
}

const isKind = (kind: string): kind is IncidentKind => INCIDENT_KINDS.some((each) => each === kind)

function columnsOf(viewer: Viewer, zone: string, names: ReadonlyMap<string, string>): Column<IncidentFigures>[] {
  const { m, locale, zone: viewerZone } = viewer
  const words = m.month.statement
  const time = (at: string) => <PlantTime at={new Date(at)} {...{ zone, viewerZone, locale }} detail="full" />
  return [
    {
      key: 'incident',
      header: words.incident,
      phone: 'lead',
      cell: ({ number, kind, workflowId }) =>
        `#${number} ${isKind(kind) ? words.kinds[kind] : kind}${names.has(workflowId) ? `: ${names.get(workflowId)}` : ''}`,
    },
    { key: 'opened', header: words.opened, cell: ({ openedAt }) => time(openedAt) },
    {
      key: 'resolved',
      header: words.resolved,
      cell: ({ resolvedAt }) => (resolvedAt ? time(resolvedAt) : words.unresolved),
    },
    { key: 'response', header: words.response, cell: ({ response }) => <Clock clock={response} viewer={viewer} /> },
    { key: 'resolve', header: words.resolve, cell: ({ resolve }) => <Clock clock={resolve} viewer={viewer} /> },
  ]
}

/** What broke, how fast somebody answered, how fast it was over: in the contract's own time. */
export function IncidentSection({ data: { figures }, viewer }: PartProps) {
  const words = viewer.m.month.statement
  const names = new Map(figures.expectations.map(({ workflowId, name }) => [workflowId, name]))
  return (
    <Section title={words.incidents}>
      <DataTable
        caption={words.incidents}
        columns={columnsOf(viewer, figures.zone, names)}
        rows={figures.incidents}
        rowKey={({ id }) => id}
        rowHref={({ number }) => `/incidents/${number}`}
        empty={<p className="py-2 text-ink-2">{words.noIncidents}</p>}
      />
    </Section>
  )
}
