import type { ObjectiveLine } from '@/services/objective/list'
import type { Viewer } from '@/ui/i18n/server'
import { percentWords } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { Attained, Budget, VerdictState } from './objective-figures'

interface ObjectiveListProps {
  list: { rows: readonly ObjectiveLine[]; mayManage: boolean }
  viewer: Viewer
  /** what a new objective would be about, as a query string */
  newFor: string
}

/** Objectives beside a workflow or a client: state, name, figure. */
export function ObjectiveList({ list, viewer, newFor }: ObjectiveListProps) {
  const { m, locale } = viewer
  const add = list.mayManage && <TextLink href={`/objectives/new?${newFor}`}>{m.promise.add}</TextLink>
  return (
    <Section title={m.promise.title} aside={add}>
      {list.rows.length === 0 && <p className="py-2 text-ink-3">{m.promise.emptyTitle}</p>}
      {list.rows.map((line) => {
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
