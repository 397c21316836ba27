'use client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { TextField } from '../../_components/text-field'
import { Choice } from './choice'
import type { DraftCondition, RuleDraft } from './use-rule'

interface Props {
  draft: RuleDraft
  onChange: (part: Partial<RuleDraft>) => void
}

const CONDITIONS_MAX = 10

/** Which incidents the rule speaks of; no condition means all of them. */
export function MatchFields({ draft: { mode, conditions }, onChange }: Props) {
  const { t } = useT('correlation')
  const words = t.form
  const set = (key: number, part: Partial<DraftCondition>) =>
    onChange({ conditions: conditions.map((each) => (each.key === key ? { ...each, ...part } : each)) })
  const add = () => {
    const key = Math.max(-1, ...conditions.map((each) => each.key)) + 1
    onChange({ conditions: [...conditions, { key, field: 'error_class', op: 'contains', values: '' }] })
  }
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold text-13">{words.match}</legend>
      {conditions.length === 0 && <p className="text-12 text-ink-3">{words.noConditions}</p>}
      {conditions.length > 1 && (
        <Choice label={words.mode} value={mode} options={words.modes} onChange={(value) => onChange({ mode: value })} />
      )}
      {conditions.map(({ key, field, op, values }) => (
        <div
          key={key}
          className="grid items-end gap-3 border-line border-b pb-3 sm:grid-cols-[10rem_10rem_minmax(0,1fr)_auto]"
        >
          <Choice
            label={words.field}
            value={field}
            options={t.fields}
            onChange={(value) => set(key, { field: value })}
          />
          <Choice label={words.op} value={op} options={t.ops} onChange={(value) => set(key, { op: value })} />
          <TextField
            label={words.values}
            title={words.valuesHint}
            required
            value={values}
            onChange={(value) => set(key, { values: value })}
          />
          <Button look="ghost" onClick={() => onChange({ conditions: conditions.filter((each) => each.key !== key) })}>
            {words.removeCondition}
          </Button>
        </div>
      ))}
      {conditions.length < CONDITIONS_MAX && (
        <div>
          <Button onClick={add}>{words.addCondition}</Button>
        </div>
      )}
    </fieldset>
  )
}
