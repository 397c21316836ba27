'use client'
import { FACETS } from '@/domain/correlation/schema'
import { useT } from '@/ui/i18n/context'
import { Checkbox } from '@/ui/primitives/inputs'
import { TextField } from '../../_components/text-field'
import { Choice } from './choice'
import type { RuleDraft } from './use-rule'

interface Props {
  draft: RuleDraft
  onChange: (part: Partial<RuleDraft>) => void
}

function Shared({ draft: { groupBy }, onChange }: Props) {
  const { t } = useT('correlation')
  return (
    <fieldset>
      <legend className="mb-2 font-semibold text-13">{t.form.groupBy}</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {FACETS.map((facet) => (
          <Checkbox
            key={facet}
            label={t.facets[facet]}
            checked={groupBy.includes(facet)}
            onChange={(event) =>
              onChange({
                groupBy: event.target.checked ? [...groupBy, facet] : groupBy.filter((each) => each !== facet),
              })
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

/** What they share, how near they must be, and how the group begins and ends. */
export function GroupFields({ draft, onChange }: Props) {
  const { t } = useT('correlation')
  const words = t.form
  const number = (name: 'windowMin' | 'threshold' | 'waitS' | 'resolveDelayMin' | 'reopenDelayMin', min: number) => ({
    ...{ type: 'number', min, step: name.endsWith('Min') ? 0.5 : 1, required: true, value: draft[name] },
    onChange: (value: string) => onChange({ [name]: value }),
  })
  return (
    <>
      <Shared draft={draft} onChange={onChange} />
      <Choice
        label={words.reach}
        hint={words.reachHint}
        value={draft.reach}
        options={t.reach}
        onChange={(reach) => onChange({ reach })}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField label={words.window} hint={words.windowHint} {...number('windowMin', 1)} />
        <TextField label={words.threshold} {...number('threshold', 1)} />
        {Number(draft.threshold) > 1 && <TextField label={words.wait} hint={words.waitHint} {...number('waitS', 0)} />}
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        <Choice
          label={words.resolve}
          value={draft.resolve}
          options={words.resolves}
          onChange={(resolve) => onChange({ resolve })}
        />
        <TextField label={words.resolveDelay} {...number('resolveDelayMin', 0)} />
        <TextField label={words.reopenDelay} {...number('reopenDelayMin', 0)} />
      </div>
    </>
  )
}
