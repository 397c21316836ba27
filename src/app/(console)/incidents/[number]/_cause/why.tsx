import { ImpactBar } from '@/ui/chart/impact-bar'
import { Section } from '@/ui/primitives/section'
import { rankWords, scoreOf } from '../../../_components/rank-words'
import type { Frame } from '../_components/header'

/** The rank with what it is made of: words, the strongest first, and what nobody knows. */
export function Why({ data, zone, viewer }: Frame) {
  const { m, f } = viewer
  const { rank, why } = data.incident
  const score = scoreOf(rank)
  return (
    <Section
      title={m.incidentWork.rank.title}
      aside={
        <span title={f(m.incidentWork.rank.of, { rank: score })}>
          <ImpactBar value={score} />
        </span>
      }
    >
      <ul className="grid gap-1 py-2">
        {rankWords(why, zone, viewer).map((words) => (
          <li key={words} className="text-12 text-ink-2">
            {words}
          </li>
        ))}
      </ul>
    </Section>
  )
}
