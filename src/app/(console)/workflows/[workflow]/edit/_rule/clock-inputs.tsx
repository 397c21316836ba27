import { useT } from '@/ui/i18n/context'
import { Checkbox } from '@/ui/primitives/inputs'
import { TextField } from '../../../../_components/text-field'
import { NUMBER, type RulePartProps } from './rule-parts'

/** Zone, grace, start and longest run; whose minutes count. */
export function ClockInputs({ draft, change, problems, choices }: RulePartProps) {
  const { t, f } = useT('registry')
  const { form } = useT('expectation').t
  const words = t.rule
  const numberError = (field: 'graceMin' | 'maxMin' | 'startMin') =>
    problems[field] ? f(words.number, { min: 1 }) : null
  const isNamed = draft.kind === 'trigger' || draft.kind === 'list'
  return (
    <>
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
        {...NUMBER}
        value={draft.graceMin}
        onChange={(graceMin) => change({ graceMin })}
      />
      {choices.plant && (
        <div>
          <Checkbox
            label={form.gracePlant}
            checked={draft.isGracePlant}
            onChange={(event) => change({ isGracePlant: event.target.checked })}
          />
          <Checkbox
            label={form.plantOnly}
            checked={draft.isPlantOnly}
            onChange={(event) => change({ isPlantOnly: event.target.checked })}
          />
        </div>
      )}
      {!isNamed && draft.kind !== 'interval' && (
        <TextField
          label={form.startMin}
          hint={form.startHint}
          error={numberError('startMin')}
          {...NUMBER}
          value={draft.startMin}
          onChange={(startMin) => change({ startMin })}
        />
      )}
      {!isNamed && (
        <TextField
          label={words.maxMin}
          hint={words.maxHint}
          error={numberError('maxMin')}
          {...NUMBER}
          value={draft.maxMin}
          onChange={(maxMin) => change({ maxMin })}
        />
      )}
    </>
  )
}
