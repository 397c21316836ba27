import type { PortalUpdate } from '@/domain/portal/snapshot'
import { clock, type PlantClock } from './clock'
import type { PortalFrame } from './document'
import { fill } from './words'

interface Context {
  frame: PortalFrame
  plant: PlantClock
}

export function Doing({ updates, frame, plant }: Context & { updates: readonly PortalUpdate[] }) {
  const { words } = frame
  return (
    <section aria-labelledby="doing">
      <h2 id="doing">{words.doing}</h2>
      {updates.length === 0 && <p className="calm">{words.noUpdates}</p>}
      <ul>
        {updates.map((update) => (
          <li key={update.incidentNumber}>
            <span className="phrase">{update.phrase}</span>
            <span className="when">
              {update.workflow}, {fill(words.since, { time: clock(plant, update.openedAt) })}
            </span>
            {update.resolvedAt && <p>{fill(words.movingAgain, { time: clock(plant, update.resolvedAt) })}</p>}
            <Notes update={update} plant={plant} />
            {!update.resolvedAt && update.notes.length === 0 && <p>{update.isTaken ? words.seen : words.told}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Notes({ update, plant }: { update: PortalUpdate; plant: PlantClock }) {
  return update.notes.map((note) => (
    <p key={note.id} className="note">
      <span className="when">{clock(plant, note.at)}</span>
      {note.body}
    </p>
  ))
}
