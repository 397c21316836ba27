'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { ChangeFields } from '../../../_governance/change-fields'
import { useOutcome } from '../../../settings/_components/use-outcome'
import type { ShownChange } from './shown'

/** The words of a change anew; what was decided before becomes void. */
export function EditForm({ change, onClose }: { change: ShownChange; onClose: () => void }) {
  const { t, f } = useT('approval')
  const api = useApi()
  const outcome = useOutcome()
  const { id, title, why, risk, rollback, authorIds } = change
  const [draft, setDraft] = useState({ title, why, risk, rollback: rollback ?? '' })
  const save = useMutation(
    api.change.edit.mutationOptions({
      onSuccess: () => {
        outcome.done(f(t.change.edited, { number: change.number, client: change.client }))
        onClose()
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ changeId: id, ...draft, rollback: draft.rollback || null, authorIds })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      <ChangeFields draft={draft} onChange={setDraft} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.cancel}</Button>
        <Button type="submit" look="primary" isPending={save.isPending}>
          {t.change.save}
        </Button>
      </div>
    </form>
  )
}
