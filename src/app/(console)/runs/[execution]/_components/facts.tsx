import type { RunPage } from '@/services/run/get'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { durationWords } from '@/ui/primitives/duration'
import { PlantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'

/** Times, attempt, source and the business keys that tie it to an order. */
export function RunFacts({ data, viewer }: { data: RunPage; viewer: Viewer }) {
  const { m, f, locale, zone } = viewer
  const { run, keys, attempts } = data
  const words = m.run.facts
  const unsaid = <span className="text-ink-3">{m.run.notKnown}</span>
  const time = (at: Date | null) =>
    at ? <PlantTime at={at} zone={run.zone} viewerZone={zone} locale={locale} detail="seconds" /> : unsaid
  const others = attempts.map((other) => (
    <TextLink key={other.id} href={`/runs/${other.id}`} className="ml-2">
      {f(m.run.attempt, { attempt: other.attempt, state: m.workflow.runStates[other.status] })}
    </TextLink>
  ))
  return (
    <DefinitionList
      items={[
        { term: words.started, value: time(run.startedAt) },
        { term: words.ended, value: time(run.endedAt) },
        { term: words.duration, value: run.durationMs === null ? unsaid : durationWords(run.durationMs, locale) },
        {
          term: words.attempt,
          value: (
            <>
              {run.attempt}
              {others}
            </>
          ),
        },
        { term: words.version, value: run.version ?? unsaid },
        { term: words.source, value: run.source?.name ?? unsaid },
        ...Object.entries(keys).map(([name, value]) => ({
          term: name,
          value: <span className="font-mono text-12">{value}</span>,
        })),
      ]}
    />
  )
}
