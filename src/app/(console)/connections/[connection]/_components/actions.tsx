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
import { useProblem } from '../../../_lib/use-problem'

function Rotate({ id }: { id: string }) {
  const { t } = useT('connection')
  const words = t.page
  const [isOpen, setOpen] = useState(false)
  const [credential, setCredential] = useState('')
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const close = () => {
    setOpen(false)
    setCredential('')
  }
  const rotate = useMutation(
    api.connection.rotate.mutationOptions({
      onSuccess: () => {
        close()
        toast.done(words.rotated)
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rotate.mutate({ connectionId: id, credential })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.rotate}</Button>
      <Dialog
        title={words.rotateTitle}
        description={words.rotateHint}
        isOpen={isOpen}
        onOpenChange={close}
        closeLabel={words.close}
      >
        <form onSubmit={submit} className="grid gap-4">
          <TextField
            label={t.wizard.credential}
            type="password"
            required
            className="font-mono"
            value={credential}
            onChange={setCredential}
          />
          <FormProblem error={rotate.error} />
          <div className="flex justify-end gap-2">
            <Button onClick={close}>{words.cancel}</Button>
            <Button type="submit" look="primary" isPending={rotate.isPending}>
              {words.save}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}

/** Read now, pause or resume, another key. */
export function Actions({ id, name, isPaused }: { id: string; name: string; isPaused: boolean }) {
  const { t, f } = useT('connection')
  const words = t.page
  const [api, router, toast, problem] = [useApi(), useRouter(), useToast(), useProblem()]
  const said = (text: string) => ({
    onSuccess: () => {
      toast.done(text)
      router.refresh()
    },
    onError: (error: unknown) => toast.failed(problem(error)),
  })
  const sync = useMutation(api.connection.syncNow.mutationOptions(said(words.syncing)))
  const pause = useMutation(
    api.connection.update.mutationOptions(said(f(isPaused ? words.resumedDone : words.pausedDone, { name }))),
  )
  return (
    <>
      {!isPaused && (
        <Button look="primary" isPending={sync.isPending} onClick={() => sync.mutate({ connectionId: id })}>
          {words.syncNow}
        </Button>
      )}
      <Button isPending={pause.isPending} onClick={() => pause.mutate({ connectionId: id, isPaused: !isPaused })}>
        {isPaused ? words.resume : words.pause}
      </Button>
      <Rotate id={id} />
    </>
  )
}
