import type { ClientOverview, OverviewProcess } from '@/services/client/overview'
import type { WorkflowRow } from '@/services/health/rows'
import { isAbnormal } from '@/services/health/state'
import type { Viewer } from '@/ui/i18n/server'
import { Glyph } from '@/ui/primitives/glyph'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { NextDue, SuccessRate, Systems } from '../../../_components/figures'
import { Health, stateGlyph } from '../../../_components/health'
import { hrefOf } from '../../../_lib/href'

interface Props {
  data: ClientOverview
  now: Date
  viewer: Viewer
}

const GRID =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-line border-b sm:grid-cols-[minmax(0,1fr)_6rem_9rem_5rem_7rem]'

function Row({ row, now, viewer, note }: { row: WorkflowRow; now: Date; viewer: Viewer; note?: string }) {
  return (
    <div data-row className={`${GRID} relative min-h-8 py-1 hover:bg-surface`}>
      <span className={`flex min-w-0 flex-wrap items-baseline gap-x-3 ${note ? '' : 'sm:pl-6'}`}>
        <TextLink quiet href={`/workflows/${row.id}`} data-row-link className="after:absolute after:inset-0">
          {row.name}
        </TextLink>
        {note && <span className="text-12 text-ink-3">{note}</span>}
      </span>
      <span className="text-12 text-ink-3 max-sm:hidden">
        <Systems from={row.fromSystem} to={row.toSystem} viewer={viewer} />
      </span>
      <span className="max-sm:text-right">
        <Health health={row.health} now={now} viewer={viewer} />
      </span>
      <span className="text-right tabular-nums max-sm:hidden">
        <SuccessRate
          success={row.success}
          href={`${hrefOf(`/workflows/${row.id}`, { status: 'failed' })}#runs`}
          viewer={viewer}
        />
      </span>
      <span className="text-right max-sm:hidden">
        <NextDue
          dueAt={row.nextDueAt}
          isBroken={isAbnormal(row.health.state)}
          now={now}
          zone={row.zone}
          viewer={viewer}
        />
      </span>
    </div>
  )
}

interface GroupProps extends Omit<Props, 'data'> {
  title: string
  note?: string
  glyph?: React.ReactNode
  rows: readonly WorkflowRow[]
}

function Group({ title, note, glyph, rows, now, viewer }: GroupProps) {
  return (
    <div className="pt-3">
      <h3 className="flex flex-wrap items-center gap-x-2 border-line border-b pb-1">
        {glyph}
        <span className="font-medium">{title}</span>
        {note && <span className="text-12 text-ink-3">{note}</span>}
      </h3>
      {rows.map((row) => (
        <Row key={row.id} row={row} now={now} viewer={viewer} />
      ))}
    </div>
  )
}

/** A process that one workflow serves is one row; several stand under its name. */
function Process({ process, now, viewer }: { process: OverviewProcess; now: Date; viewer: Viewer }) {
  const note = viewer.f(viewer.m.client.inPortal, { phrase: process.portalPhrase })
  const [only, ...others] = process.workflows
  if (only && others.length === 0) {
    const name = only.name === process.name ? '' : `${process.name}. `
    return <Row row={only} now={now} viewer={viewer} note={`${name}${note}`} />
  }
  const glyph = <Glyph kind={stateGlyph(process.state)} size={14} />
  return <Group title={process.name} note={note} glyph={glyph} rows={process.workflows} now={now} viewer={viewer} />
}

/** Processes in the plant's order, each with its workflows and the words that the portal shows for it. */
export function Processes({ data, now, viewer }: Props) {
  const { m } = viewer
  const words = m.client.columns
  return (
    <Section title={m.client.processes}>
      <p aria-hidden className={`${GRID} h-8 text-12 font-medium text-ink-3 max-sm:hidden`}>
        <span>{words.name}</span>
        <span>{words.systems}</span>
        <span>{words.state}</span>
        <span className="text-right">{words.success}</span>
        <span className="text-right">{words.due}</span>
      </p>
      {data.processes.length === 0 && <p className="py-3 text-ink-2">{m.client.noProcesses}</p>}
      {data.processes.map((process) => (
        <Process key={process.id} process={process} now={now} viewer={viewer} />
      ))}
      {data.loose.length > 0 && <Group title={m.client.loose} rows={data.loose} now={now} viewer={viewer} />}
    </Section>
  )
}
