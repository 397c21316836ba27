import type { ExpectationPage } from '@/services/expectation/get'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { ruleGlyph } from '../../../_components/rule-state'

/** Where it stands now. */
export function Standing({ shown, viewer: { m, locale } }: { shown: ExpectationPage; viewer: Viewer }) {
  const { rule, workflow, ruleChanges } = shown
  const words = m.expectation
  const time = (at: Date) => <PlantTime at={at} zone={workflow.zone} locale={locale} detail="full" />
  const changed = ruleChanges[0]
  return (
    <DefinitionList
      items={[
        {
          term: words.columns.state,
          value: <State kind={ruleGlyph(rule.status)}>{words.statuses[rule.status]}</State>,
        },
        { term: words.columns.since, value: time(rule.since) },
        ...(rule.dueAt ? [{ term: words.columns.due, value: time(rule.dueAt) }] : []),
        { term: words.columns.met, value: rule.lastMetAt ? time(rule.lastMetAt) : words.never },
        ...(changed ? [{ term: words.page.ruleSince, value: time(changed) }] : []),
      ]}
    />
  )
}
