import type { ConnectionDetail, GapLine } from '@/services/connection/get'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { zoneOf } from './facts'

function Line({ gap, zone, viewer: { m, f, locale } }: { gap: GapLine; zone: string; viewer: Viewer }) {
  const words = m.connection.gapList
  const { from, to, fromAt, toAt, foundAt, reason } = gap
  const at = (moment: Date) => plantTime(moment, { zone, locale, detail: 'full' })
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 border-line border-b py-1.5">
      <State kind="late">{f(from === to ? words.one : words.range, { from, to })}</State>
      <span>{words.reasons[reason]}</span>
      {fromAt && toAt && <span className="text-ink-2">{f(words.between, { from: at(fromAt), to: at(toAt) })}</span>}
      <span className="ml-auto text-ink-3">{f(words.found, { at: at(foundAt) })}</span>
    </li>
  )
}

/** Holes in the source's history, each with its ends. */
export function Gaps({ data, viewer }: { data: ConnectionDetail; viewer: Viewer }) {
  const words = viewer.m.connection.gapList
  return (
    <Section title={words.title}>
      {data.gapLines.length === 0 && <p className="py-2 text-ink-3">{words.none}</p>}
      <ul>
        {data.gapLines.map((gap) => (
          <Line key={gap.id} gap={gap} zone={zoneOf(data, viewer)} viewer={viewer} />
        ))}
      </ul>
    </Section>
  )
}
