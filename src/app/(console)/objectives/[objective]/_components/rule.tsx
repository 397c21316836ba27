import type { ObjectivePage } from '@/services/objective/get'
import { IntervalBar } from '@/ui/chart/interval-bar'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import { percentWords } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { dayWords } from '../../../_components/figures'
import { meaningSentences } from '../../_components/meaning'

interface Props {
  data: ObjectivePage
  viewer: Viewer
}

/** The 95 % interval drawn against the target; it is what "not provable" means. */
export function IntervalSection({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { attainment } = data.standing
  if (!attainment.wilson || attainment.ppm === null) return null
  const { lowPpm, highPpm } = attainment.wilson
  const { targetPpm } = data.objective
  const words = { low: percentWords(lowPpm, locale), high: percentWords(highPpm, locale) }
  return (
    <Section title={m.promise.page.interval} note={f(m.promise.units[data.objective.form], { count: attainment.n })}>
      <div className="pt-2">
        <IntervalBar
          low={lowPpm}
          high={highPpm}
          point={attainment.ppm}
          target={targetPpm}
          label={f(m.promise.intervalLabel, { ...words, target: percentWords(targetPpm, locale) })}
        />
      </div>
      <p className="text-12 text-ink-2">{f(m.promise.interval, words)}</p>
      <p className="text-12 text-ink-3">{m.promise.verdictSentences[attainment.verdict]}</p>
    </Section>
  )
}

/** How it is counted, in words. */
export function RuleSection({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { objective, standing } = data
  const words = m.promise.rules
  const within = objective.maxDurationMs
  const unit =
    objective.form === 'timeslices'
      ? f(words.timeslices, { duration: durationWords(objective.sliceS * 1000, locale) })
      : objective.form === 'occurrences' && within !== null
        ? f(words.occurrencesWithin, { duration: durationWords(within, locale) })
        : words[objective.form]
  const lines = [
    unit,
    objective.calendar === 'plant' ? words.plant : words.always,
    words.outside,
    f(words.met, {
      n: standing.attainment.n,
      target: percentWords(objective.targetPpm, locale),
      allowed: standing.attainment.allowedBad,
    }),
  ]
  return (
    <Section id="rule" title={m.promise.page.rule}>
      {lines.map((line) => (
        <p key={line} className="border-line border-b py-1.5 text-ink-2 last:border-b-0">
          {line}
        </p>
      ))}
    </Section>
  )
}

/** What the target means at the volume of this window. */
export function MeaningSection({ data, viewer }: Props) {
  const { m } = viewer
  return (
    <Section title={m.promise.page.meaning}>
      {meaningSentences(data.meaning, { t: m.promise.meaning, f: viewer.f, locale: viewer.locale }).map((line) => (
        <p key={line} className="border-line border-b py-1.5 text-ink-2 last:border-b-0">
          {line}
        </p>
      ))}
    </Section>
  )
}

/** Which contract rests on it. */
export function PromisedSection({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const words = m.promise.page
  return (
    <Section title={words.promised}>
      {data.promises.length === 0 && <p className="py-1.5 text-ink-2">{words.promisedNot}</p>}
      {data.promises.map((each) => (
        <p key={`${each.contractId}${each.number}`} className="border-line border-b py-1.5">
          <TextLink quiet href={`/contracts/${each.contractId}`}>
            {f(words.promisedLine, {
              name: each.name,
              number: String(each.number),
              day: dayWords(each.effectiveFrom, locale),
              target: percentWords(each.targetPpm, locale),
            })}
          </TextLink>
        </p>
      ))}
    </Section>
  )
}
