import { isAbnormal } from '@/services/health/state'
import type { WorkflowPage } from '@/services/workflow/get'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { NearTime, NextDue, Systems } from '../../../_components/figures'
import { scheduleSentence } from '../../../_components/schedule'

/** Who answers for it, what stops with it, when it should run. What nobody has said is said to be unsaid. */
export function Facts({ data, viewer }: { data: WorkflowPage; viewer: Viewer }) {
  const { workflow, strip } = data
  const { m } = viewer
  const words = m.workflow.facts
  const unsaid = (text: string) => <span className="text-ink-3">{text}</span>
  const now = strip.window.now
  const tiers = [m.workflow.tiers.t1, m.workflow.tiers.t2, m.workflow.tiers.t3, m.workflow.tiers.t4]
  const hasSystems = workflow.fromSystem || workflow.toSystem
  return (
    <DefinitionList
      items={[
        { term: words.owner, value: workflow.ownerName ?? unsaid(words.noOwner) },
        { term: words.tier, value: tiers[workflow.tier - 1] },
        {
          term: words.systems,
          value: hasSystems ? (
            <Systems from={workflow.fromSystem} to={workflow.toSystem} viewer={viewer} />
          ) : (
            unsaid(words.noSystems)
          ),
        },
        { term: words.impact, value: workflow.impactNote ?? unsaid(words.noImpact) },
        {
          term: words.runs,
          value:
            workflow.rules.length > 0
              ? workflow.rules.map((rule) => scheduleSentence(rule, viewer)).join('; ')
              : unsaid(words.noRuns),
        },
        {
          term: words.next,
          value: (
            <NextDue
              dueAt={workflow.nextDueAt}
              isBroken={isAbnormal(workflow.health.state)}
              now={now}
              zone={workflow.zone}
              viewer={viewer}
            />
          ),
        },
        {
          term: words.last,
          value: workflow.lastStatusAt ? (
            <NearTime at={workflow.lastStatusAt} now={now} zone={workflow.zone} viewer={viewer} />
          ) : (
            unsaid(m.common.never)
          ),
        },
      ]}
    />
  )
}
