import { EVENTS_MAX, type RunPage } from '@/services/run/get'
import type { RunEvent } from '@/services/run/steps'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { PlantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'

function Event({ event, zone, viewer }: { event: RunEvent; zone: string; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const delayMs = event.receivedAt.getTime() - event.occurredAt.getTime()
  return (
    <details className="group border-line border-b">
      <summary className="flex min-h-8 flex-wrap items-center gap-x-4 py-1">
        <svg
          width="8"
          height="8"
          viewBox="0 0 8 8"
          aria-hidden="true"
          className="flex-none fill-ink-3 transition-transform group-open:rotate-90"
        >
          <path d="M2 0l5 4-5 4z" />
        </svg>
        <span className="w-24">
          <PlantTime at={event.occurredAt} zone={zone} viewerZone={viewer.zone} locale={locale} detail="seconds" />
        </span>
        <span className="min-w-48 flex-1 font-medium">{event.type}</span>
        <span className="text-12 text-ink-3">
          {delayMs < 1_000 ? m.run.atOnce : f(m.run.received, { duration: durationWords(delayMs, locale) })}
        </span>
        <span className="max-w-full truncate font-mono text-12 text-ink-3 sm:w-72">{event.key}</span>
      </summary>
      {event.clockSkew && <p className="pb-1 text-12 text-late-ink">{m.run.skew}</p>}
      <pre className="mb-3 overflow-x-auto whitespace-pre-wrap rounded bg-sunken p-3 font-mono text-12 [overflow-wrap:anywhere]">
        {JSON.stringify(event.payload, null, 2)}
      </pre>
    </details>
  )
}

/** What the sender sent, as it was accepted; closed until asked for. */
export function Events({ data, viewer }: { data: RunPage; viewer: Viewer }) {
  const { m, f } = viewer
  const note = data.isCut
    ? f(m.run.eventsCut, { count: EVENTS_MAX })
    : f(m.run.eventsNote, { count: data.events.length })
  return (
    <Section title={m.run.events} note={note}>
      {data.events.length === 0 && <p className="py-3 text-ink-3">{m.run.eventsNone}</p>}
      {data.events.map((event) => (
        <Event key={event.id} event={event} zone={data.run.zone} viewer={viewer} />
      ))}
    </Section>
  )
}
