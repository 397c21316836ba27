'use client'

import { SYSTEM_KINDS } from '@/domain/workflow/schema'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'
import { TextField } from '../../../../_components/text-field'
import { NEW, type PartProps, type SystemKind } from './draft'

/** The system read from or written to: one of the client's, or a new one. */
export function SystemFields({ draft, change, form, side }: PartProps & { side: 'from' | 'to' }) {
  const { t } = useT('registry')
  const words = t.workflow
  const chosen = draft[`${side}SystemId`]
  const made = draft[`${side}System`]
  const changeMade = (part: Partial<typeof made>) => change({ [`${side}System`]: { ...made, ...part } })
  return (
    <>
      <Field label={words[side]}>
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => change({ [`${side}SystemId`]: event.target.value })}>
            <option value="">{t.none}</option>
            {form.systems.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value={NEW}>{t.newEntry}</option>
          </Select>
        )}
      </Field>
      {chosen === NEW && (
        <div className="grid gap-4 border-line border-l-2 pl-4 sm:grid-cols-[8rem_1fr]">
          <Field label={words.systemKind}>
            {(control) => (
              <Select
                {...control}
                value={made.kind}
                onChange={(event) => changeMade({ kind: event.target.value as SystemKind })}
              >
                {SYSTEM_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {words.kinds[kind]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <TextField
            label={words.systemName}
            required
            maxLength={80}
            value={made.name}
            onChange={(name) => changeMade({ name })}
          />
        </div>
      )}
    </>
  )
}
