import type { MaintenancePage, ShownOccurrence } from '@/services/maintenance/get'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { OccurrenceActions } from './occurrence-actions'

interface Props {
  data: MaintenancePage
  mayChange: boolean
  viewer: Viewer
  window: { id: string; number: number; revision: number; zone: string }
}

/** What the contract makes of an occurrence: counts out or in, and why. */
function effectWords({ effect, from, to }: ShownOccurrence, data: MaintenancePage, { m, f, locale }: Viewer): string {
  const words = m.maintenance.page
  if (!effect) return data.approvedAt === null && data.status !== 'cancelled' ? words.undecided : words.noContract
  const length = durationWords(effect.outMs, locale)
  if (effect.refusal === null)
    return f(words.out, { length, contract: effect.contractName, version: effect.versionNumber })
  if (effect.outMs > 0) return f(words.outPart, { length, all: durationWords(to.getTime() - from.getTime(), locale) })
  return words.refusals[effect.refusal]
}

/** When it happens, around now: past ones grey, moved and skipped ones marked. */
export function Occurrences({ data, mayChange, viewer, window }: Props) {
  const { m, f, locale } = viewer
  const words = m.maintenance.page
  const time = (at: Date) => plantTime(at, { zone: data.plan.zone, locale, detail: 'full' })
  const wall = (local: string) => plantTime(new Date(`${local}Z`), { zone: 'UTC', locale, detail: 'full' })
  return (
    <Section title={words.occurrences} note={f(words.occurrencesNote, { zone: data.plan.zone })}>
      <ol>
        {data.occurrences.map((occurrence) => {
          const isOver = occurrence.to <= data.now
          return (
            <li
              key={occurrence.occurrence}
              className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b py-1.5 ${isOver ? 'text-ink-3' : ''}`}
            >
              <span className={`tabular-nums ${occurrence.isCancelled ? 'line-through' : ''}`}>
                {time(occurrence.from)} – {time(occurrence.to)}
              </span>
              <span className="text-12 text-ink-2">
                {occurrence.isMoved && `${f(words.moved, { at: wall(occurrence.occurrence) })} · `}
                {occurrence.isCancelled ? words.off : effectWords(occurrence, data, viewer)}
              </span>
              {mayChange && data.plan.rrule !== null && occurrence.from > data.now && !occurrence.isCancelled && (
                <OccurrenceActions
                  window={window}
                  occurrence={{
                    name: occurrence.occurrence,
                    startLocal: occurrence.startLocal,
                    words: time(occurrence.from),
                  }}
                />
              )}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
