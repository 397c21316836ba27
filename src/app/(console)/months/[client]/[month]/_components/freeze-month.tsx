'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../../settings/_components/use-outcome'

interface Props {
  clientId: string
  client: string
  month: string
  monthName: string
  isFrozen: boolean
  /** until then a freeze needs a reason */
  earlyUntil: string | null
}

/** Freezes an ended month, or looks for late news of a frozen one; says what that means first. */
export function FreezeMonth({ clientId, client, month, monthName, isFrozen, earlyUntil }: Props) {
  const { t, f } = useT('month')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const done = (text: string) => {
    outcome.done(text)
    setOpen(false)
  }
  const freeze = useMutation(
    api.month.freeze.mutationOptions({
      onSuccess: () => done(f(t.frozenDone, { month: monthName, client })),
      onError: outcome.failed,
    }),
  )
  const addendum = useMutation(
    api.month.addendum.mutationOptions({
      onSuccess: ({ changes }) => done(changes === 0 ? t.addendumNone : f(t.addendumDone, { count: changes })),
      onError: outcome.failed,
    }),
  )
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const given = reason.trim()
    if (isFrozen) addendum.mutate({ clientId, month, reason: given })
    else freeze.mutate({ clientId, month, reason: given || null })
  }
  const words = isFrozen
    ? { act: t.addendum, title: t.addendumTitle, hint: t.addendumHint }
    : { act: t.freeze, title: t.freezeTitle, hint: t.freezeHint }
  const needsReason = isFrozen || earlyUntil !== null
  return (
    <span className="print:hidden">
      <Button look={isFrozen ? 'ghost' : 'primary'} onClick={() => setOpen(true)}>
        {words.act}
      </Button>
      <Dialog
        title={f(words.title, { month: monthName, client })}
        description={words.hint}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.close}
      >
        <form className="flex flex-col gap-4" onSubmit={submit}>
          {needsReason && (
            <Field label={t.reason} hint={earlyUntil && !isFrozen ? f(t.reasonHint, { when: earlyUntil }) : undefined}>
              {(control) => (
                <TextInput
                  {...control}
                  value={reason}
                  required
                  minLength={3}
                  maxLength={2000}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
            <Button type="submit" look="primary" isPending={freeze.isPending || addendum.isPending}>
              {words.act}
            </Button>
          </div>
        </form>
      </Dialog>
    </span>
  )
}
