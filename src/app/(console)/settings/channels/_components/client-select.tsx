'use client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { Select } from '@/ui/primitives/inputs'

export interface ClientChoice {
  id: string
  name: string
}

interface ClientSelectProps {
  clients: readonly ClientChoice[]
  value: string
  onPick: (clientId: string) => void
  hint?: string
  error?: string | null
}

/** One client, or all of them (empty). */
export function ClientSelect({ clients, value, onPick, hint, error }: ClientSelectProps) {
  const { t } = useT('webhook')
  return (
    <Field label={t.client} hint={hint} error={error}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onPick(event.target.value)}>
          <option value="">{t.channels.allClients}</option>
          {clients.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
