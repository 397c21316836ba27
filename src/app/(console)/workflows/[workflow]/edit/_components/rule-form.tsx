'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { RuleFields } from '@/services/workflow/form'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { plantTime } from '@/ui/primitives/plant-time'
import { FormProblem } from '../../../../_components/form-problem'
import { TextField } from '../../../../_components/text-field'
import { useOutcome } from '../../../../settings/_components/use-outcome'
import { DuePreview } from './due-preview'
import { type ParsedRule, parseRule, type RuleDraft, ruleDraft } from './rule-draft'

interface RuleFormProps {
  workflowId: string
  /** null = a new one */
  rule: RuleFields | null
  zone: string
  /** when the page was made, so that server and browser draw the same preview */
  now: Date
  onDone: () => void
}

/** Creates or replaces the rule, and says when the next run is due. */
function useSave({ workflowId, rule, onDone }: RuleFormProps, zone: string) {
  const { t, f, locale } = useT('registry')
  const [api, { done }] = [useApi(), useOutcome()]
  const say = (template: string) => ({
    onSuccess: ({ dueAt }: { dueAt: Date | null }) => {
      done(dueAt ? f(template, { time: plantTime(dueAt, { zone, locale, detail: 'full' }) }) : t.rule.paused)
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
  const [draft, setDraft] = useState(() => ruleDraft(props.rule, props.zone))
  const change = (part: Partial<RuleDraft>) => setDraft((current) => ({ ...current, ...part }))
  const parsed = parseRule(draft)
  const { save, isPending, error } = useSave(props, draft.zone)
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
            <option value="cron">{words.kinds.cron}</option>
            <option value="interval">{words.kinds.interval}</option>
          </Select>
        )}
      </Field>
      <RuleInputs draft={draft} change={change} problems={parsed.problems} />
      <DuePreview rule={parsed.rule} now={props.now} />
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

interface RuleInputsProps {
  draft: RuleDraft
  change: (part: Partial<RuleDraft>) => void
  problems: ParsedRule['problems']
}

function RuleInputs({ draft, change, problems }: RuleInputsProps) {
  const { t, f, locale } = useT('registry')
  const words = t.rule
  const cronError = draft.cron && problems.cron ? (locale === 'en' ? problems.cron : words.cronInvalid) : null
  const numberError = (field: 'intervalMin' | 'graceMin' | 'maxMin') =>
    problems[field] ? f(words.number, { min: 1 }) : null
  const number = { inputMode: 'decimal' as const, className: 'max-w-32' }
  return (
    <>
      {draft.kind === 'cron' ? (
        <TextField
          label={words.cron}
          hint={words.cronHint}
          error={cronError}
          required
          spellCheck={false}
          className="font-mono"
          placeholder="*/15 6-22 * * 1-5"
          value={draft.cron}
          onChange={(cron) => change({ cron })}
        />
      ) : (
        <TextField
          label={words.intervalMin}
          error={numberError('intervalMin')}
          required
          {...number}
          value={draft.intervalMin}
          onChange={(intervalMin) => change({ intervalMin })}
        />
      )}
      <TextField
        label={words.zone}
        error={problems.zone ? t.site.zoneUnknown : null}
        required
        spellCheck={false}
        value={draft.zone}
        onChange={(zone) => change({ zone })}
      />
      <TextField
        label={words.graceMin}
        hint={words.graceHint}
        error={numberError('graceMin')}
        required
        {...number}
        value={draft.graceMin}
        onChange={(graceMin) => change({ graceMin })}
      />
      <TextField
        label={words.maxMin}
        hint={words.maxHint}
        error={numberError('maxMin')}
        {...number}
        value={draft.maxMin}
        onChange={(maxMin) => change({ maxMin })}
      />
    </>
  )
}
