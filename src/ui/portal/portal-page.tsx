import type { PortalSnapshot, PortalUpdate } from '@/domain/portal/snapshot'
import { brandIcon } from '../brand/icon'
import type { portal as source } from '../i18n/en/portal'
import type { Translated } from '../i18n/translated'
import { DayBars } from './day-bars'
import { StateGlyph } from './state-glyph'
import { portalStyle } from './style'

type Words = Translated<typeof source>

export interface PortalPageProps {
  snapshot: PortalSnapshot
  words: Words
  locale: string
}

const fill = (template: string, values: Record<string, string | number>) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** The answer in one sentence, for a person on a phone. */
export function portalAnswer(
  { overall, components }: Pick<PortalSnapshot, 'overall' | 'components'>,
  words: Words,
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

/** Plants write 23 Nov and 18:00, in English too. */
const regionOf = (locale: string) => (locale === 'en' ? 'en-GB' : locale)

function clockOf({ snapshot, locale }: PortalPageProps, at: Date, withDate: boolean): string {
  const dayOf = (instant: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: snapshot.zone }).format(instant)
  const isToday = dayOf(at) === dayOf(snapshot.asOf)
  const date = withDate || !isToday ? ({ weekday: 'short', day: 'numeric', month: 'short' } as const) : {}
  return new Intl.DateTimeFormat(regionOf(locale), {
    ...date,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: snapshot.zone,
  }).format(at)
}

/** The whole portal as one script-free document. */
export function PortalPage(props: PortalPageProps) {
  const { snapshot, words, locale } = props
  const values = { client: snapshot.clientName, city: snapshot.city }
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{fill(words.title, values)}</title>
        <link rel="icon" type="image/svg+xml" href={brandIcon(snapshot.brandColor)} />
        <style>{portalStyle(snapshot.brandColor)}</style>
      </head>
      <body>
        <header>
          <div>
            <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" fill="currentColor">
              <path d="M3 12h3v9H3zM8 6h3v15H8zM13 9h3v12h-3zM18 3h3v18h-3z" />
            </svg>
            <p>
              <b>{snapshot.brandName}</b>
              <span>{fill(words.forClient, values)}</span>
            </p>
          </div>
        </header>
        <main>
          <Answer {...props} />
          <Steps {...props} />
          <Doing {...props} />
          <Days {...props} />
        </main>
        <footer>{fill(words.footer, { ...values, time: clockOf(props, snapshot.asOf, true) })}</footer>
      </body>
    </html>
  )
}

function Answer({ snapshot, words }: PortalPageProps) {
  const { overall } = snapshot
  const isWrong = overall.affected.length > 0
  return (
    <>
      <h1>{words.question}</h1>
      <p className="answer">
        {isWrong && <StateGlyph state={overall.state} size={22} />}
        {portalAnswer(snapshot, words)}
      </p>
      {isWrong && <p className="lead">{fill(words.affected, { steps: overall.affected.join(', ') })}</p>}
    </>
  )
}

function Steps(props: PortalPageProps) {
  const { snapshot, words } = props
  return (
    <section aria-labelledby="now">
      <h2 id="now">
        {words.now} <small>{clockOf(props, snapshot.asOf, true)}</small>
      </h2>
      {snapshot.components.length === 0 && <p className="calm">{words.noSteps}</p>}
      <ul>
        {snapshot.components.map((step) => (
          <li key={step.slug} className="step">
            <span>{step.phrase}</span>
            <span className={`state ${step.state}`}>
              <StateGlyph state={step.state} />
              {words.states[step.state]}
              {step.since && ` ${fill(words.since, { time: clockOf(props, step.since, false) })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Doing(props: PortalPageProps) {
  const { snapshot, words } = props
  return (
    <section aria-labelledby="doing">
      <h2 id="doing">{words.doing}</h2>
      {snapshot.updates.length === 0 && <p className="calm">{words.noUpdates}</p>}
      <ul>
        {snapshot.updates.map((update) => (
          <Update key={update.incidentNumber} update={update} page={props} />
        ))}
      </ul>
    </section>
  )
}

function Update({ update, page }: { update: PortalUpdate; page: PortalPageProps }) {
  const { words } = page
  const time = (at: Date) => clockOf(page, at, false)
  return (
    <li>
      <span className="phrase">{update.phrase}</span>
      <span className="when">
        {update.workflow}, {fill(words.since, { time: time(update.openedAt) })}
      </span>
      {update.resolvedAt && <p>{fill(words.movingAgain, { time: time(update.resolvedAt) })}</p>}
      {update.notes.map((note) => (
        <p key={note.at.toISOString()}>
          <span className="when">{time(note.at)}</span>
          {note.body}
        </p>
      ))}
      {!update.resolvedAt && update.notes.length === 0 && <p>{update.isTaken ? words.seen : words.told}</p>}
    </li>
  )
}

function Days({ snapshot, words, locale }: PortalPageProps) {
  const sum = (pick: (day: (typeof snapshot.days)[number]) => number) =>
    snapshot.days.reduce((total, day) => total + pick(day), 0)
  const runs = sum((day) => day.succeeded + day.failed)
  const percent = runs === 0 ? 0 : Math.floor((sum((day) => day.succeeded) / runs) * 10_000) / 100
  const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const summary = fill(words.daysSummary, { percent: digits.format(percent), runs: digits.format(runs) })
  const first = snapshot.days[0]
  const label = first
    ? new Intl.DateTimeFormat(regionOf(locale), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
        new Date(first.day),
      )
    : ''
  return (
    <section aria-labelledby="days">
      <h2 id="days">
        {words.days} <small>{summary}</small>
      </h2>
      <DayBars days={snapshot.days} label={summary} />
      <p className="axis">
        <span>{label}</span>
        <span>{words.today}</span>
      </p>
      <p className="when">{words.daysMeaning}</p>
    </section>
  )
}
