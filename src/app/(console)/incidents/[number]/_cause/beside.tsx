import type { CauseFacts } from '@/services/cause/get'
import type { CauseMark } from '@/services/cause/load'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { CauseAxis } from './cause-axis'

interface BesideProps {
  facts: CauseFacts
  viewer: Viewer
}

function hrefOf({ kind, id, workflowId }: CauseMark): string {
  if (kind === 'change') return `/changes/${id}`
  return kind === 'maintenance' ? `/maintenance/${id}` : `/workflows/${workflowId}`
}

/** How far from the first failure; a fact about time, not a verdict. */
function distance(mark: CauseMark, first: Date | null, { m, f, locale }: Viewer): string | null {
  if (!first) return null
  const ms = first.getTime() - mark.at.getTime()
  if (Math.abs(ms) < 60_000) return m.incidentWork.cause.during
  const words = ms > 0 ? m.incidentWork.cause.before : m.incidentWork.cause.after
  return f(words, { duration: durationWords(Math.abs(ms), locale) })
}

function Marks({ facts, viewer }: BesideProps) {
  const { m, f, locale } = viewer
  const words = m.incidentWork.cause
  if (facts.marks.length === 0) return <p className="border-line border-b py-2 text-12 text-ink-2">{words.noMarks}</p>
  return (
    <ul>
      {facts.marks.map((mark) => (
        <li key={`${mark.kind} ${mark.id} ${mark.at.getTime()}`} className="border-line border-b py-2">
          <p className="text-12 text-ink-3">
            {plantTime(mark.at, { zone: facts.zone, locale, detail: 'weekday' })}{' '}
            {distance(mark, facts.first?.at ?? null, viewer)}
          </p>
          <TextLink quiet href={hrefOf(mark)}>
            {f(words[mark.kind], { number: String(mark.number) })}: {mark.name}
          </TextLink>
        </li>
      ))}
    </ul>
  )
}

function First({ facts, viewer: { m, locale } }: BesideProps) {
  const words = m.incidentWork.cause
  const { first, zone, lanes } = facts
  return (
    <div className="border-line border-b py-2">
      <h3 className="text-12 text-ink-3">{words.first}</h3>
      {first ? (
        <>
          <TextLink quiet href={`/runs/${first.runId}`}>
            {first.workflowName}, {first.errorStep ?? words.noStep}
          </TextLink>{' '}
          <span className="text-12 text-ink-2">{plantTime(first.at, { zone, locale, detail: 'weekday' })}</span>
          {(first.message || first.errorClass) && (
            <p className="font-mono text-12 text-ink-2 [overflow-wrap:anywhere]">{first.message ?? first.errorClass}</p>
          )}
        </>
      ) : (
        <p className="text-12 text-ink-2">{lanes.length > 0 ? words.firstNone : ''}</p>
      )}
    </div>
  )
}

function SharedRows({ facts, viewer: { m, f } }: BesideProps) {
  const words = m.incidentWork.cause
  if (facts.shared.length === 0) return <p className="py-2 text-12 text-ink-2">{words.nothing}</p>
  return (
    <ul>
      {facts.shared.map(({ kind, id, name, numbers, bystanders }) => (
        <li key={`${kind} ${id}`} className="border-line border-b py-2">
          <p>
            <span className="text-12 text-ink-3">{words.kinds[kind]}</span> <span className="font-medium">{name}</span>{' '}
            {facts.total > 1 && (
              <span className="text-12 text-ink-2">
                {f(words.sharedBy, { count: numbers.length, total: facts.total })}
              </span>
            )}
          </p>
          {facts.total > 1 && (
            <p className="flex flex-wrap gap-x-2 text-12">
              {numbers.map((number) => (
                <TextLink key={number} href={`/incidents/${number}`}>{`INC-${number}`}</TextLink>
              ))}
            </p>
          )}
          {kind === 'system' && (
            <p className="text-12 text-ink-2">
              {bystanders
                ? f(words.bystanders, {
                    ok: bystanders.runs - bystanders.failed,
                    runs: bystanders.runs,
                    workflows: bystanders.workflows,
                  })
                : words.bystandersNone}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What stands beside the failures of the whole group: facts with their rows, in the order of time, and nothing concluded. */
export function Beside({ facts, viewer }: BesideProps) {
  const { m, f, locale } = viewer
  const words = m.incidentWork.cause
  const at = (instant: Date) => plantTime(instant, { zone: facts.zone, locale, detail: 'weekday' })
  const ends = { from: at(facts.window.start), to: at(facts.window.end) }
  const failed = facts.lanes.flatMap(({ buckets }) => buckets).reduce((sum, bucket) => sum + bucket.failed, 0)
  const label = f(words.axisAlt, { lanes: facts.lanes.length, ...ends, failed, marks: facts.marks.length })
  const hidden = facts.total - facts.lanes.length
  return (
    <>
      <Section title={words.axis} note={f(words.axisNote, { zone: facts.zone })}>
        <CauseAxis facts={facts} label={label} ends={ends} />
        {hidden > 0 && <p className="pb-2 text-12 text-ink-3">{f(words.more, { count: hidden })}</p>}
        <First facts={facts} viewer={viewer} />
        <Marks facts={facts} viewer={viewer} />
      </Section>
      <Section title={facts.total > 1 ? words.shared : words.sharedOne}>
        <SharedRows facts={facts} viewer={viewer} />
      </Section>
    </>
  )
}
