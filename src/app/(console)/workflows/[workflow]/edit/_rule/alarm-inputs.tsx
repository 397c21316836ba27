import { ASSERTION_OPS } from '@/domain/expectation/spec'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../../../_components/text-field'
import type { AssertionDraft } from './draft'
import { NUMBER, type RulePartProps } from './rule-parts'

const EMPTY: AssertionDraft = { fact: 'rows', op: 'gt', value: '0', to: '' }

interface LineProps {
  line: AssertionDraft
  change: (part: Partial<AssertionDraft>) => void
  remove: () => void
}

function AssertionLine({ line, change, remove }: LineProps) {
  const { form } = useT('expectation').t
  return (
    <div className="flex flex-wrap items-end gap-2">
      <TextField label={form.fact} className="w-32 font-mono" value={line.fact} onChange={(fact) => change({ fact })} />
      <Field label={form.op}>
        {(control) => (
          <Select {...control} value={line.op} onChange={(event) => change({ op: event.target.value })}>
            {ASSERTION_OPS.map((op) => (
              <option key={op} value={op}>
                {form.ops[op]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <TextField
        label={form.value}
        inputMode="decimal"
        className="w-24"
        value={line.value}
        onChange={(value) => change({ value })}
      />
      {line.op === 'between' && (
        <TextField
          label={form.to}
          inputMode="decimal"
          className="w-24"
          value={line.to}
          onChange={(to) => change({ to })}
        />
      )}
      <Button look="ghost" onClick={remove}>
        {form.removeAssertion}
      </Button>
    </div>
  )
}

function Assertions({ draft, change, problems }: RulePartProps) {
  const { form } = useT('expectation').t
  const set = (index: number, part: Partial<AssertionDraft>) =>
    change({ assertions: draft.assertions.map((each, at) => (at === index ? { ...each, ...part } : each)) })
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-12 text-ink-2">{form.assertions}</legend>
      {draft.assertions.map((line, index) => (
        <AssertionLine
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and keep their places
          key={index}
          line={line}
          change={(part) => set(index, part)}
          remove={() => change({ assertions: draft.assertions.filter((_, at) => at !== index) })}
        />
      ))}
      {problems.assertions && <p className="font-medium text-12 text-down-ink">{form.invalid}</p>}
      <Button className="justify-self-start" onClick={() => change({ assertions: [...draft.assertions, EMPTY] })}>
        {form.addAssertion}
      </Button>
      <p className="text-12 text-ink-3">{form.assertionsHint}</p>
    </fieldset>
  )
}

function Noise({ draft, change, problems }: RulePartProps) {
  const { form } = useT('expectation').t
  const { t, f } = useT('registry')
  const error = (field: 'holdMin' | 'quietMin' | 'badOf' | 'flap') =>
    problems[field] ? f(t.rule.number, { min: 1 }) : null
  const { badOf, flap } = draft
  return (
    <>
      <TextField
        label={form.holdMin}
        hint={form.off}
        error={error('holdMin')}
        {...NUMBER}
        value={draft.holdMin}
        onChange={(holdMin) => change({ holdMin })}
      />
      <TextField
        label={form.quietMin}
        hint={form.off}
        error={error('quietMin')}
        {...NUMBER}
        value={draft.quietMin}
        onChange={(quietMin) => change({ quietMin })}
      />
      <div className="flex flex-wrap items-start gap-4">
        <TextField
          label={form.badOf}
          hint={form.off}
          error={error('badOf')}
          {...NUMBER}
          value={badOf.bad}
          onChange={(bad) => change({ badOf: { ...badOf, bad } })}
        />
        <TextField
          label={form.badOfOf}
          {...NUMBER}
          value={badOf.of}
          onChange={(of) => change({ badOf: { ...badOf, of } })}
        />
      </div>
      <div className="flex flex-wrap items-start gap-4">
        <TextField
          label={form.flap}
          hint={form.off}
          error={error('flap')}
          {...NUMBER}
          value={flap.changes}
          onChange={(changes) => change({ flap: { ...flap, changes } })}
        />
        <TextField
          label={form.flapWindow}
          {...NUMBER}
          value={flap.windowMin}
          onChange={(windowMin) => change({ flap: { ...flap, windowMin } })}
        />
      </div>
    </>
  )
}

/** What a run must deliver, and what turns bad news into an alarm; closed until somebody wants it. */
export function AlarmInputs(props: RulePartProps) {
  const { form } = useT('expectation').t
  const { assertions, holdMin, quietMin, badOf, flap } = props.draft
  const isUsed = assertions.length > 0 || [holdMin, quietMin, badOf.bad, flap.changes].some(Boolean)
  return (
    <details open={isUsed || undefined}>
      <summary className="cursor-pointer font-medium text-13">{form.more}</summary>
      <div className="mt-3 grid gap-4">
        <Assertions {...props} />
        <Noise {...props} />
      </div>
    </details>
  )
}
