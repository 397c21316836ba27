import type { PortalApproval, PortalMaintenance, PortalPromise, PortalReport } from '@/domain/portal/snapshot'
import { clock, countWords, dayWords, type PlantClock, percentWords, timesOf } from './clock'
import type { PortalFrame } from './document'
import { fill } from './words'

interface Timed {
  frame: PortalFrame
  plant: PlantClock
}

/** Kept or not, with base and method in one line beside it. */
export function Promises({ promises, frame }: { promises: readonly PortalPromise[]; frame: PortalFrame }) {
  const { words, locale } = frame
  if (promises.length === 0) return null
  return (
    <section aria-labelledby="promise">
      <h2 id="promise">{words.promise}</h2>
      <ul>
        {promises.map((promise) => {
          const { ppm, n, bad, form, verdict, remaining } = promise
          const verdictWords = fill(words.verdicts[verdict], { count: countWords(locale, -remaining) })
          const figures = { target: percentWords(locale, promise.targetPpm), good: countWords(locale, n - bad) }
          return (
            <li key={promise.name}>
              <div className="step">
                <span>{promise.name}</span>
                <span className={verdict === 'missed' ? 'figure stopped' : 'figure'}>
                  {ppm !== null && `${fill(words.promiseForms[form], { percent: percentWords(locale, ppm) })}, `}
                  {verdictWords}
                </span>
              </div>
              <span className="when">
                {fill(words.promiseBases[form], {
                  ...figures,
                  n: countWords(locale, n),
                  from: dayWords(locale, promise.fromDay),
                })}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export function Planned({ windows, frame, plant }: Timed & { windows: readonly PortalMaintenance[] }) {
  const { words } = frame
  if (windows.length === 0) return null
  return (
    <section aria-labelledby="planned">
      <h2 id="planned">{words.planned}</h2>
      <ul>
        {windows.map(({ title, work, from, to }) => (
          <li key={`${title} ${from.getTime()}`}>
            <span className="planned">
              <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M4 2h3v12H4zM9 2h3v12H9z" fill="currentColor" />
              </svg>
              {from <= plant.now
                ? fill(words.runsNow, { time: clock(plant, to) })
                : fill(words.fromTo, timesOf(plant, from, to))}
            </span>
            <span className="phrase">{title}</span>
            <p>{work}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Reports({ reports, frame }: { reports: readonly PortalReport[]; frame: PortalFrame }) {
  if (reports.length === 0) return null
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{frame.words.reports}</h2>
      <ul>
        {reports.map(({ title, url }) => (
          <li key={url}>
            <a href={url}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Approvals({ approvals, frame, plant }: Timed & { approvals: readonly PortalApproval[] }) {
  const { words } = frame
  if (approvals.length === 0) return null
  return (
    <section aria-labelledby="approvals">
      <h2 id="approvals">{words.approvals}</h2>
      <ul>
        {approvals.map(({ path, title, until }) => (
          <li key={path} className="step">
            <a href={path}>{title}</a>
            <span className="figure">{fill(words.decideBy, { time: clock(plant, until) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
