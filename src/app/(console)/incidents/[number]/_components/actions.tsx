'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../../settings/_components/use-outcome'
import { NoteForm } from './note-form'
import { ResolveForm } from './resolve-form'
import type { Subject } from './subject'

export interface ActionsProps {
  subject: Subject
  status: 'open' | 'acknowledged' | 'resolved'
}

/** Take it, write, resolve: each names the client it acts on. */
export function Actions({ subject, status }: ActionsProps) {
  const { t, f } = useT('incident')
  const api = useApi()
  const outcome = useOutcome()
  const [dialog, setDialog] = useState<'note' | 'resolve' | null>(null)
  const close = () => setDialog(null)
  const take = useMutation(
    api.incident.acknowledge.mutationOptions({
      onSuccess: () => outcome.done(f(t.actions.acknowledged, { number: subject.number, client: subject.client })),
      onError: outcome.failed,
    }),
  )
  return (
    <>
      <Button onClick={() => setDialog('note')}>{t.actions.note}</Button>
      {status !== 'resolved' && <Button onClick={() => setDialog('resolve')}>{t.actions.resolve}</Button>}
      {status === 'open' && (
        <Button
          look="primary"
          isPending={take.isPending}
          onClick={() => take.mutate({ incidentId: subject.incidentId })}
        >
          {t.actions.acknowledge}
        </Button>
      )}
      <NoteForm subject={subject} isOpen={dialog === 'note'} onClose={close} />
      <ResolveForm subject={subject} isOpen={dialog === 'resolve'} onClose={close} />
    </>
  )
}
