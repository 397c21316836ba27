'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'
import { instantOfWall, wallOf } from '../../_lib/wall'
import type { FormProps } from '../_components/subject'
import { Words, WorkDialog } from './frame'
import type { Work } from './work'

const FIELDS = ['impactStartedAt', 'openedAt', 'acknowledgedAt', 'resolvedAt'] as const
type Walls = Record<(typeof FIELDS)[number], string>

/** Only what somebody touched is sent: seconds that a form cannot show are not lost by looking at it. */
function changed(walls: Walls, before: Walls, zone: string) {
  const moved = FIELDS.filter((field) => walls[field] !== before[field])
  const at = (field: keyof Walls) => (walls[field] ? instantOfWall(walls[field], zone) : undefined)
  return Object.fromEntries(
    moved.map((field) => [field, field === 'impactStartedAt' ? (at(field) ?? null) : at(field)]),
  )
}

/** When it began, was taken and ended, on the plant's clock, with the reason. */
export function TimesForm({ work, ...props }: FormProps & { work: Work }) {
  const { t, f } = useT('incidentWork')
  const [api, outcome] = [useApi(), useOutcome()]
  const { times, zone } = work
  const wall = (at: Date | null) => (at ? wallOf(at, zone) : '')
  const before: Walls = {
    impactStartedAt: wall(times.impactStartedAt),
    openedAt: wall(times.openedAt),
    acknowledgedAt: wall(times.acknowledgedAt),
    resolvedAt: wall(times.resolvedAt),
  }
  const [walls, setWalls] = useState(before)
  const [reason, setReason] = useState('')
  const { incidentId, ...named } = props.subject
  const save = useMutation(
    api.incident.editTimes.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.actions.timesDone, named))
        props.onClose()
      },
      onError: outcome.failed,
    }),
  )
  const shown = FIELDS.filter((field) => field === 'impactStartedAt' || times[field])
  return (
    <WorkDialog
      {...props}
      title={f(t.actions.timesTitle, named)}
      hint={f(t.actions.timesHint, { zone })}
      isPending={save.isPending}
      isReady={reason.trim() !== ''}
      onSubmit={() => save.mutate({ incidentId, reason, ...changed(walls, before, zone) })}
    >
      {shown.map((field) => (
        <Field key={field} label={t.fields[field]}>
          {(control) => (
            <TextInput
              {...control}
              type="datetime-local"
              value={walls[field]}
              onChange={(event) => setWalls({ ...walls, [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Words label={t.actions.reason} value={reason} onChange={setReason} />
    </WorkDialog>
  )
}
