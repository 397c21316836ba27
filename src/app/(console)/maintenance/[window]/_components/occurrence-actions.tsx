'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../../../_components/form-problem'
import { TextField } from '../../../_components/text-field'

interface Props {
  window: { id: string; number: number; revision: number }
  occurrence: { name: string; startLocal: string; words: string }
}

/** Moves or skips one occurrence; either needs a reason and a new approval. */
export function OccurrenceActions({ window, occurrence }: Props) {
  const { t, f } = useT('maintenance')
  const words = t.page
  const close = useT('common').t.close
  const [asked, setAsked] = useState<'move' | 'skip' | null>(null)
  const [startLocal, setStartLocal] = useState(occurrence.startLocal)
  const [reason, setReason] = useState('')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const { mutate, isPending, error } = useMutation(
    api.maintenance.changeOccurrence.mutationOptions({
      onSuccess: () => {
        toast.done(f(words.changed, { number: window.number }))
        setAsked(null)
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const target = { maintenanceId: window.id, basedOn: window.revision, occurrence: occurrence.name, reason }
    mutate({ ...target, startLocal: asked === 'move' ? startLocal : null })
  }
  const title = f(asked === 'move' ? words.moveTitle : words.skipTitle, { at: occurrence.words })
  return (
    <span className="flex gap-1">
      <Button look="ghost" onClick={() => setAsked('move')}>
        {words.move}
      </Button>
      <Button look="ghost" onClick={() => setAsked('skip')}>
        {words.skip}
      </Button>
      <Dialog
        title={title}
        description={words.restoreHint}
        isOpen={asked !== null}
        onOpenChange={() => setAsked(null)}
        closeLabel={close}
      >
        <form onSubmit={submit} className="mt-4 grid gap-4">
          {asked === 'move' && (
            <TextField
              label={words.newStart}
              type="datetime-local"
              required
              value={startLocal}
              onChange={setStartLocal}
            />
          )}
          <TextField label={words.reason} required minLength={3} maxLength={500} value={reason} onChange={setReason} />
          <FormProblem error={error} />
          <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
            {asked === 'move' ? words.move : words.skip}
          </Button>
        </form>
      </Dialog>
    </span>
  )
}
