import type { WorkflowForm } from '@/services/workflow/form'
import type { RuleDraft } from './draft'
import type { Problems } from './rule-common'

/** What every part of the rule form gets. */
export interface RulePartProps {
  draft: RuleDraft
  change: (part: Partial<RuleDraft>) => void
  problems: Problems
  choices: WorkflowForm
}

/** A short line for a number. */
export const NUMBER = { inputMode: 'decimal' as const, className: 'max-w-32' }
