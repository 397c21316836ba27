'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextArea, TextInput } from '@/ui/primitives/inputs'
import { useProblem } from '../../_lib/use-problem'
import { useOutcome } from '../../settings/_components/use-outcome'

interface RetryFormProps {
  deadLetterIds: readonly string[]
  /** the content to correct; null = as it is */
  content: string | null
  onClose: () => void
}

/** Why it is sent again and, for one that was opened, with which content. */
export function RetryForm({ deadLetterIds, content, onClose }: RetryFormProps) {
  const { t, f } = useT('deadLetter')
  const [reason, setReason] = useState('')
  const [payload, setPayload] = useState(content ?? '')
  const [outcome, problem] = [useOutcome(), useProblem()]
  const retry = useMutation(
    useApi().deadLetter.retry.mutationOptions({
      onSuccess: ({ tried }) => {
        const count = tried.filter((each) => each.outcome === 'accepted' || each.outcome === 'duplicate').length
        outcome.done(f(t.outcome, { count, failed: tried.length - count }))
        onClose()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    retry.mutate({ deadLetterIds: [...deadLetterIds], reason, payload: content === null ? null : payload })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <p className="text-ink-2">{f(t.many, { count: deadLetterIds.length })}</p>
      {content !== null && (
        <Field label={t.content} hint={t.contentHint}>
          {(control) => (
            <TextArea
              {...control}
              rows={12}
              className="font-mono text-12"
              spellCheck={false}
              value={payload}
              onChange={(event) => setPayload(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={t.reason} hint={t.reasonHint} error={retry.error && problem(retry.error)}>
        {(control) => (
          <TextInput
            {...control}
            required
            minLength={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={retry.isPending}>
          {t.send}
        </Button>
      </div>
    </form>
  )
}
