'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../../../settings/_components/use-outcome'

interface Props {
  reportId: string
  version: number
  client: string
  status: 'draft' | 'in_review' | 'released' | 'withdrawn'
  /** who gets the mail */
  recipients: number
}

/** Lets a report out, or takes it back; says first what that means for whom. */
export function ReleaseActions({ reportId, version, client, status, recipients }: Props) {
  const { t, f } = useT('report')
  const [api, outcome] = [useApi(), useOutcome()]
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const done = (text: string) => {
    outcome.done(text)
    setOpen(false)
  }
  const release = useMutation(
    api.report.release.mutationOptions({
      onSuccess: () => done(f(t.release.done, { client })),
      onError: outcome.failed,
    }),
  )
  const withdraw = useMutation(
    api.report.withdraw.mutationOptions({ onSuccess: () => done(t.withdraw.done), onError: outcome.failed }),
  )
  if (status === 'withdrawn') return null
  const isOut = status === 'released'
  const words = isOut ? t.withdraw : t.release
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (isOut) withdraw.mutate({ reportId, reason })
    else release.mutate({ reportId, version })
  }
  return (
    <>
      <Button look={isOut ? 'ghost' : 'primary'} onClick={() => setOpen(true)}>
        {words.act}
      </Button>
      <Dialog
        title={f(words.title, { client })}
        description={f(words.hint, { client, count: recipients })}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.release.close}
      >
        <form className="flex flex-col gap-4" onSubmit={submit}>
          {isOut && (
            <Field label={t.withdraw.reason}>
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
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{t.release.cancel}</Button>
            <Button type="submit" look="primary" isPending={release.isPending || withdraw.isPending}>
              {isOut ? t.withdraw.act : f(t.release.confirm, { client })}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
