import type { PortalSnapshot } from '@/domain/portal/snapshot'
import { clock, type PlantClock, spanWords } from './clock'
import { Days } from './days'
import { inside, PortalDocument, type PortalFrame } from './document'
import { Foot } from './foot'
import { Approvals, Planned, Promises, Reports } from './sections'
import { StateGlyph } from './state-glyph'
import { Doing } from './updates'
import { fill, type PortalWords } from './words'

export interface PortalPageProps {
  snapshot: PortalSnapshot
  frame: PortalFrame
  plant: PlantClock
  /** since when nothing new is known; null: what is shown is of now */
  staleSince: Date | null
  /** a signed-in reader: what is private stands on the page */
  isMember: boolean
}

/** The answer in one sentence, for a person on a phone. */
export function portalAnswer(
  { overall, components }: Pick<PortalSnapshot, 'overall' | 'components'>,
  words: PortalWords,
): string {
  // What is affected may be stopped or slow; the sentence counts only what it names.
  const count = components.filter(({ state }) => state === overall.state).length
  if (overall.state === 'stopped') {
    if (count > 1) return fill(words.manyStopped, { count })
    return overall.affected.length > 1 ? words.oneStoppedOthersSlow : words.oneStopped
  }
  if (overall.state === 'slow') return count === 1 ? words.oneSlow : fill(words.manySlow, { count })
  if (overall.state === 'moving') return words.allMoving
  return overall.state === 'quiet' ? words.allQuiet : words.unknown
}

/** The whole portal as one script-free document. */
export function PortalPage(props: PortalPageProps) {
  const { snapshot, frame, plant, isMember } = props
  return (
    <PortalDocument frame={frame} title={fill(frame.words.title, { client: snapshot.clientName })} feed>
      <main>
        <Answer {...props} />
        <Steps {...props} />
        {isMember && <Approvals approvals={snapshot.approvals} frame={frame} plant={plant} />}
        <Doing updates={snapshot.updates} frame={frame} plant={plant} />
        <Promises promises={snapshot.promises} frame={frame} />
        <Days days={snapshot.days} frame={frame} plant={plant} />
        <Planned windows={snapshot.maintenance} frame={frame} plant={plant} />
        {isMember && <Reports reports={snapshot.reports} frame={frame} />}
        <section aria-labelledby="earlier">
          <h2 id="earlier">{frame.words.history}</h2>
          <p className="links">
            {snapshot.months.map((month) => (
              <a key={month} href={inside(frame, `/history/${month}`)}>
                {month}
              </a>
            ))}
          </p>
        </section>
      </main>
      <Foot frame={frame} plant={plant} asOf={snapshot.asOf} />
    </PortalDocument>
  )
}

function Answer({ snapshot, frame, plant, staleSince }: PortalPageProps) {
  const { words, locale } = frame
  const { overall } = snapshot
  const isWrong = overall.affected.length > 0
  const age = staleSince && spanWords(locale, plant.now.getTime() - staleSince.getTime())
  return (
    <>
      {staleSince && age && (
        <p className="stale" role="status">
          {fill(words.stale, { time: clock(plant, staleSince), age })}
        </p>
      )}
      <h1>{words.question}</h1>
      <p className="answer">
        {isWrong && <StateGlyph state={overall.state} size={22} />}
        {portalAnswer(snapshot, words)}
      </p>
      {isWrong && <p className="lead">{fill(words.affected, { steps: overall.affected.join(', ') })}</p>}
    </>
  )
}

function Steps({ snapshot, frame, plant }: PortalPageProps) {
  const { words } = frame
  return (
    <section aria-labelledby="now">
      <h2 id="now">
        {words.now} <small>{clock(plant, snapshot.asOf, true)}</small>
      </h2>
      {snapshot.components.length === 0 && <p className="calm">{words.noSteps}</p>}
      <ul>
        {snapshot.components.map((step) => (
          <li key={step.slug}>
            <div className="step">
              <span>{step.phrase}</span>
              <span className={`state ${step.state}`}>
                <StateGlyph state={step.state} />
                {words.states[step.state]}
                {step.since && ` ${fill(words.since, { time: clock(plant, step.since) })}`}
              </span>
            </div>
            {step.said && (
              <p className="when">
                {fill(words.said, { reason: sentence(step.said.reason), time: clock(plant, step.said.untilAt) })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A reason ends like a sentence, because another follows. */
const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`)
