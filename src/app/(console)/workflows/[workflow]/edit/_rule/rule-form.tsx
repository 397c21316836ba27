'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RuleFields, WorkflowForm } from '@/services/workflow/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { plantTime } from '@/ui/primitives/plant-time'
import { FormProblem } from '../../../../_components/form-problem'
import { useOutcome } from '../../../../settings/_components/use-outcome'
import { AlarmInputs } from './alarm-inputs'
import { ClockInputs } from './clock-inputs'
import { RULE_KINDS, type RuleDraft } from './draft'
import { DuePreview } from './due-preview'
import { KindInputs } from './kind-inputs'
import { type ParsedRule, parseRule, ruleDraft } from './rule-draft'

interface RuleFormProps {
  choices: WorkflowForm
  /** null = a new one */
  rule: RuleFields | null
  zone: string
  /** when the page was made, so that server and browser draw the same preview */
  now: Date
  onDone: () => void
}

/** Creates or replaces the rule, and says when the next run is due. */
function useSave({ choices, rule, onDone }: RuleFormProps, zone: string) {
  const workflowId = choices.workflow.id
  const { t, f, locale } = useT('registry')
  const [api, { done }] = [useApi(), useOutcome()]
  const say = (template: string) => ({
    onSuccess: ({ dueAt }: { dueAt: Date | null }) => {
      done(dueAt ? f(template, { time: plantTime(dueAt, { zone, locale, detail: 'full' }) }) : t.rule.nextNamed)
      onDone()
    },
  })
  const create = useMutation(api.expectation.create.mutationOptions(say(t.rule.created)))
  const update = useMutation(api.expectation.update.mutationOptions(say(t.rule.saved)))
  return {
    save: (parsed: NonNullable<ParsedRule['rule']>) =>
      rule ? update.mutate({ expectationId: rule.id, rule: parsed }) : create.mutate({ workflowId, rule: parsed }),
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
  }
}

/** What is expected, with the next five times while it is typed. */
export function RuleForm(props: RuleFormProps) {
  const { t } = useT('registry')
  const words = t.rule
  const { form } = useT('expectation').t
  const [draft, setDraft] = useState(() => ruleDraft(props.rule, props.zone))
  const change = (part: Partial<RuleDraft>) => setDraft((current) => ({ ...current, ...part }))
  const parsed = parseRule(draft)
  const { save, isPending, error } = useSave(props, draft.zone)
  const parts = { draft, change, problems: parsed.problems, choices: props.choices }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (parsed.rule) save(parsed.rule)
  }
  return (
    <form onSubmit={submit} className="grid gap-4 py-3">
      <Field label={words.kind}>
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            onChange={(event) => change({ kind: event.target.value as RuleDraft['kind'] })}
          >
            {RULE_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {form.kinds[kind]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <KindInputs {...parts} />
      <ClockInputs {...parts} />
      <DuePreview rule={parsed.rule} plant={props.choices.plant} now={props.now} />
      <AlarmInputs {...parts} />
      <FormProblem error={error} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" isPending={isPending} disabled={!parsed.rule}>
          {props.rule ? words.save : words.create}
        </Button>
        <Button onClick={props.onDone}>{t.cancel}</Button>
      </div>
    </form>
  )
}
