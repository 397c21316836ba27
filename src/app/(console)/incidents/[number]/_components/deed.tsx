import type { TimelineEntry } from '@/services/incident/timeline'
import { plantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'
import type { Frame } from './header'

type DeedEntry = Extract<TimelineEntry, { kind: 'joined' | 'edited' | 'act' }>

const INSTANT = /^\d{4}-\d{2}-\d{2}T/

function actWords(entry: Extract<DeedEntry, { kind: 'act' }>, { zone, viewer }: Frame): string {
  const { m, f, locale } = viewer
  const { act, by, to } = entry
  const words = m.incidentWork.events
  if (act === 'assign' && !to) return f(words.release, { name: by })
  const shown = to && INSTANT.test(to) ? plantTime(new Date(to), { zone, locale, detail: 'weekday' }) : (to ?? '')
  return f(words[act], { name: by, to: shown })
}

function deedWords(entry: DeedEntry, frame: Frame): React.ReactNode {
  const { m, f, locale } = frame.viewer
  const words = m.incidentWork.events
  if (entry.kind === 'act') return actWords(entry, frame)
  if (entry.kind === 'joined') {
    const { number, title, isMerged } = entry
    return (
      <TextLink quiet href={`/incidents/${number}`}>
        {f(isMerged ? words.mergedIn : words.joined, { number: String(number), title })}
      </TextLink>
    )
  }
  const at = (instant: Date | null) =>
    instant ? plantTime(instant, { zone: frame.zone, locale, detail: 'weekday' }) : words.unknown
  const field = m.incidentWork.fields[entry.field]
  return f(words.edited, { name: entry.by, field, before: at(entry.before), after: at(entry.after) })
}

/** What somebody did with the incident, and why, where the reader may know the reason. */
export function Deed({ entry, frame }: { entry: DeedEntry; frame: Frame }) {
  return (
    <>
      {deedWords(entry, frame)}
      {entry.kind !== 'joined' && entry.reason && (
        <span className="block whitespace-pre-wrap text-ink-2">{entry.reason}</span>
      )}
    </>
  )
}
