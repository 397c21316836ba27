'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { OVERRIDE_STATES, type OverrideState } from '@/domain/portal/override'
import type { PortalSettings } from '@/services/portal/console'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'

const HOURS = ['1', '4', '12', '24', '72', '168'] as const
const HOUR_MS = 3_600_000
/** The longest is allowed to the second, and the way to the server takes time. */
const SLACK_MS = 60_000

/** Says how a step is, whatever the machine thinks. */
export function ManualForm({ portal }: { portal: PortalSettings }) {
  const { t, f } = useT('portals')
  const [api, outcome] = [useApi(), useOutcome()]
  const { clientId, stepList, name } = portal
  const [processId, setProcessId] = useState(stepList[0]?.id ?? '')
  const [state, setState] = useState<OverrideState>('slow')
  const [hours, setHours] = useState<(typeof HOURS)[number]>('4')
  const [reason, setReason] = useState('')
  const { mutate, isPending } = useMutation(
    api.portal.override.mutationOptions({
      onSuccess: () => {
        setReason('')
        outcome.done(t.manualSaid)
      },
      onError: outcome.failed,
    }),
  )
  const untilAt = () => new Date(Date.now() + Number(hours) * HOUR_MS - SLACK_MS)
  return (
    <form
      className="grid gap-3 pt-4 sm:grid-cols-3"
      onSubmit={(event) => {
        event.preventDefault()
        mutate({ clientId, processId, state, reason, untilAt: untilAt() })
      }}
    >
      <Pick
        label={t.manualStep}
        value={processId}
        onPick={setProcessId}
        options={stepList.map(({ id, phrase }) => ({ value: id, label: phrase }))}
      />
      <Pick
        label={t.manualState}
        value={state}
        onPick={(value) => setState(value as OverrideState)}
        options={OVERRIDE_STATES.map((value) => ({ value, label: t.manualStates[value] }))}
      />
      <Pick
        label={t.manualFor}
        value={hours}
        onPick={(value) => setHours(value as typeof hours)}
        options={HOURS.map((value) => ({ value, label: t.manualHours[value] }))}
      />
      <Field label={t.manualReason} className="sm:col-span-3">
        {(control) => (
          <TextInput
            {...control}
            required
            minLength={3}
            maxLength={300}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <div className="sm:col-span-3">
        <Button type="submit" look="primary" isPending={isPending}>
          {f(t.manualSay, { client: name })}
        </Button>
      </div>
    </form>
  )
}

interface PickProps {
  label: string
  value: string
  onPick: (value: string) => void
  options: readonly { value: string; label: string }[]
}

function Pick({ label, value, onPick, options }: PickProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onPick(target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
