import type { PortalUpdate } from '@/domain/portal/snapshot'
import { clock, monthWords, type PlantClock } from './clock'
import { inside, PortalDocument, type PortalFrame } from './document'
import { Foot } from './foot'
import { Notes } from './updates'
import { fill } from './words'

/** One month: what happened, from when to when, and what was said about it. */
export function HistoryPage({
  month,
  updates,
  frame,
  plant,
}: {
  month: string
  updates: readonly PortalUpdate[]
  frame: PortalFrame
  plant: PlantClock
}) {
  const { words, locale } = frame
  const title = fill(words.historyTitle, { month: monthWords(locale, month) })
  return (
    <PortalDocument frame={frame} title={title}>
      <main>
        <p className="links">
          <a href={inside(frame, '')}>{words.back}</a>
        </p>
        <h1 className="big">{title}</h1>
        {updates.length === 0 && <p className="calm">{words.historyEmpty}</p>}
        <ul>
          {updates.map((update) => {
            const from = clock(plant, update.openedAt, true)
            const { resolvedAt } = update
            return (
              <li key={update.incidentNumber}>
                <span className="phrase">{update.phrase}</span>
                <span className="when">
                  {resolvedAt
                    ? fill(words.resolved, { from, to: clock({ ...plant, now: update.openedAt }, resolvedAt) })
                    : fill(words.stillOpen, { from })}
                </span>
                <Notes update={update} plant={plant} />
              </li>
            )
          })}
        </ul>
      </main>
      <Foot frame={frame} plant={plant} asOf={plant.now} />
    </PortalDocument>
  )
}
