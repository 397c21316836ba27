'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select, TextArea } from '@/ui/primitives/inputs'
import { useOutcome } from '../settings/_components/use-outcome'

export interface DecideFormProps {
  requestId: string
  contentHash: string
  title: string
  client: string
  mayFromOwnSeat: boolean
  lent: readonly { userId: string; name: string }[]
}

/** A yes or a no with its reason; only drawn for somebody who may. */
export function DecideForm({ requestId, contentHash, title, client, mayFromOwnSeat, lent }: DecideFormProps) {
  const { t, f } = useT('approval')
  const words = t.decide
  const api = useApi()
  const outcome = useOutcome()
  const [reason, setReason] = useState('')
  const [seat, setSeat] = useState(mayFromOwnSeat ? '' : (lent[0]?.userId ?? ''))
  const decide = useMutation(
    api.approval.decide.mutationOptions({
      onSuccess: () => outcome.done(f(words.done, { title, client })),
      onError: outcome.failed,
    }),
  )
  const say = (decision: 'approve' | 'reject') =>
    decide.mutate({ requestId, contentHash, decision, reason, forUserId: seat || null })
  const isReady = reason.trim().length >= 3
  return (
    <div className="grid gap-3 pt-3">
      {lent.length > 0 && (
        <Field label={words.seat}>
          {(control) => (
            <Select {...control} value={seat} onChange={(event) => setSeat(event.target.value)}>
              {mayFromOwnSeat && <option value="">{words.ownSeat}</option>}
              {lent.map(({ userId, name }) => (
                <option key={userId} value={userId}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label={words.reason} hint={words.reasonHint}>
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" disabled={!isReady} isPending={decide.isPending} onClick={() => say('approve')}>
          {words.approve}
        </Button>
        <Button disabled={!isReady} isPending={decide.isPending} onClick={() => say('reject')}>
          {words.reject}
        </Button>
      </div>
    </div>
  )
}
