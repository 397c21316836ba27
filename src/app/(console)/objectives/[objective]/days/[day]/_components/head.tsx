import type { ObjectiveDay } from '@/services/objective-day/get'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { LinkButton } from '@/ui/primitives/link-button'
import { Numeral, percentWords } from '@/ui/primitives/number'
import { PageHeader } from '@/ui/primitives/page-header'
import { PlantTime } from '@/ui/primitives/plant-time'
import { TextLink } from '@/ui/primitives/text-link'
import { dayWords } from './words'

interface Props {
  data: ObjectiveDay
  viewer: Viewer
}

function sentenceOf({ tally }: ObjectiveDay, { m, f }: Viewer): string {
  const { sentence } = m.figure
  if (tally.eligible === 0) return sentence.none
  if (tally.bad > 0) return f(sentence.bad, { count: tally.bad, n: tally.eligible })
  return f(sentence.good, { count: tally.good })
}

function SettledAt({ data, viewer: { m, f, zone, locale } }: Props) {
  const { settled, objective } = data
  if (!settled) return m.figure.settledNever
  return (
    <>
      <PlantTime at={settled.at} zone={objective.zone} viewerZone={zone} locale={locale} detail="full" />{' '}
      <span className="text-ink-3">{f(m.figure.settledNote, { version: settled.version })}</span>
    </>
  )
}

/** The day's figure, and where it stands in the lists. */
export function DayHead({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { objective, client, tally, attained, settled } = data
  const { facts } = m.figure
  const isApart = settled !== null && (settled.tally.good !== tally.good || settled.tally.bad !== tally.bad)
  const to = (day: string) => `/objectives/${objective.id}/days/${day}`
  return (
    <>
      <PageHeader
        eyebrow={
          <>
            <TextLink quiet className="max-sm:inline-block max-sm:min-h-6" href={`/clients/${client.slug}`}>
              {client.name}
            </TextLink>
            <TextLink quiet href={`/objectives/${objective.id}`}>
              {objective.name}
            </TextLink>
          </>
        }
        title={f(m.figure.dayTitle, { name: objective.name, day: dayWords(data.day, locale) })}
        sentence={sentenceOf(data, viewer)}
        actions={
          <>
            <LinkButton href={to(data.previous)}>{m.figure.previous}</LinkButton>
            {data.next && <LinkButton href={to(data.next)}>{m.figure.next}</LinkButton>}
          </>
        }
      />
      {isApart && (
        <p role="status" className="mb-4 text-late-ink">
          {f(m.figure.differs, { good: settled.tally.good, n: settled.tally.eligible })}
        </p>
      )}
      <DefinitionList
        items={[
          { term: facts.attained, value: attained.ppm === null ? '–' : `${percentWords(attained.ppm, locale)} %` },
          { term: facts.target, value: `${percentWords(objective.targetPpm, locale)} %` },
          { term: facts.counted, value: <Numeral value={tally.eligible} locale={locale} /> },
          { term: facts.good, value: <Numeral value={tally.good} locale={locale} /> },
          { term: facts.bad, value: <Numeral value={tally.bad} locale={locale} /> },
          { term: facts.settled, value: <SettledAt data={data} viewer={viewer} /> },
        ]}
      />
    </>
  )
}
