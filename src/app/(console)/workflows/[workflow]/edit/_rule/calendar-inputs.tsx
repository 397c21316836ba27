import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../../../_components/text-field'
import type { RuleDraft } from './draft'
import { NUMBER, type RulePartProps } from './rule-parts'

const ANCHORS = ['shift_start', 'shift_end', 'working_day'] as const

/** Relative to the plant's own shifts. */
export function CalendarInputs({ draft, change, problems, choices: { plant } }: RulePartProps) {
  const { form } = useT('expectation').t
  const { t, f } = useT('registry')
  const names = [...new Set(plant?.versions.flatMap(({ rules }) => rules?.shifts.map(({ name }) => name) ?? []) ?? [])]
  if (names.length === 0) return <p className="text-ink-2">{form.noPlant}</p>
  return (
    <>
      <Field label={form.anchor}>
        {(control) => (
          <Select
            {...control}
            value={draft.anchor}
            onChange={(event) => change({ anchor: event.target.value as RuleDraft['anchor'] })}
          >
            {ANCHORS.map((anchor) => (
              <option key={anchor} value={anchor}>
                {form.anchors[anchor]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.anchor === 'working_day' ? (
        <TextField
          label={form.time}
          error={problems.time ? form.invalid : null}
          required
          {...NUMBER}
          value={draft.time}
          onChange={(time) => change({ time })}
        />
      ) : (
        <>
          <Field label={form.shift}>
            {(control) => (
              <Select {...control} value={draft.shift} onChange={(event) => change({ shift: event.target.value })}>
                <option value="">{form.everyShift}</option>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <TextField
            label={form.offsetMin}
            error={problems.offsetMin ? f(t.rule.number, { min: 0 }) : null}
            required
            {...NUMBER}
            value={draft.offsetMin}
            onChange={(offsetMin) => change({ offsetMin })}
          />
        </>
      )}
    </>
  )
}
