import type { ObjectiveLine } from '@/services/objective/list'
import type { Viewer } from '@/ui/i18n/server'
import { percentWords } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { Attained, Budget, VerdictState } from './objective-figures'

/** Objectives beside a workflow or a client: state, name, figure. */
export function ObjectiveList({
  lines,
  viewer,
  addHref,
}: {
  lines: readonly ObjectiveLine[]
  viewer: Viewer
  addHref: string | null
}) {
  const { m, locale } = viewer
  return (
    <Section title={m.promise.title} aside={addHref && <TextLink href={addHref}>{m.promise.add}</TextLink>}>
      {lines.length === 0 && <p className="py-2 text-ink-3">{m.promise.emptyTitle}</p>}
      {lines.map((line) => {
        const { objective, standing } = line
        return (
          <div key={objective.id} className="border-line border-b py-1.5">
            <TextLink quiet href={`/objectives/${objective.id}`}>
              {objective.name}
            </TextLink>
            <span className="flex flex-wrap items-baseline justify-between gap-x-4 text-12">
              <VerdictState verdict={standing.attainment.verdict} viewer={viewer} />
              <span className="text-ink-2">
                <Attained line={line} viewer={viewer} />{' '}
                <span className="text-ink-3">/ {percentWords(objective.targetPpm, locale)} %</span>
              </span>
              <Budget
                remaining={standing.attainment.remaining}
                allowed={standing.attainment.allowedBad}
                locale={locale}
              />
            </span>
          </div>
        )
      })}
    </Section>
  )
}
