'use client'
import { REPEATS } from '@/domain/maintenance/repeat'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../_components/text-field'
import type { Draft } from './use-draft'

interface Props {
  draft: Draft
  zones: readonly string[]
  onChange: (part: Partial<Draft>) => void
}

/** Start on the plant's clock, length, and how it repeats. */
export function PlanFields({ draft, zones, onChange }: Props) {
  const words = useT('maintenance').t.form
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label={words.start}
        type="datetime-local"
        required
        value={draft.startLocal}
        onChange={(startLocal) => onChange({ startLocal })}
      />
      <Field label={words.zone}>
        {(control) => (
          <Select {...control} value={draft.zone} onChange={(event) => onChange({ zone: event.target.value })}>
            {[...new Set([draft.zone, ...zones])].map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <TextField
        label={words.hours}
        type="number"
        required
        min={0}
        max={744}
        value={draft.hours}
        onChange={(hours) => onChange({ hours })}
      />
      <TextField
        label={words.minutes}
        type="number"
        required
        min={0}
        max={59}
        value={draft.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
      <RepeatFields draft={draft} onChange={onChange} />
    </div>
  )
}

function RepeatFields({ draft, onChange }: Omit<Props, 'zones'>) {
  const words = useT('maintenance').t.form
  return (
    <>
      <Field label={words.repeat}>
        {(control) => (
          <Select
            {...control}
            value={draft.repeat}
            onChange={(event) =>
              onChange({ repeat: REPEATS.find((repeat) => repeat === event.target.value) ?? 'never' })
            }
          >
            {REPEATS.map((repeat) => (
              <option key={repeat} value={repeat}>
                {words.repeats[repeat]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.repeat === 'own' && (
        <TextField
          label={words.rrule}
          hint={words.rruleHint}
          required
          maxLength={200}
          spellCheck={false}
          className="font-mono"
          value={draft.rrule}
          onChange={(rrule) => onChange({ rrule })}
        />
      )}
      {draft.repeat !== 'own' && draft.repeat !== 'never' && (
        <TextField label={words.until} type="date" value={draft.until} onChange={(until) => onChange({ until })} />
      )}
    </>
  )
}
