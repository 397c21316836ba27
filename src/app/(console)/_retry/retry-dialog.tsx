'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useToast } from '@/ui/primitives/toast'
import { FormProblem } from '../_components/form-problem'

export interface RetryDialogProps {
  executionId: string
  originalHash: string | null
  currentHash: string | null
}

function Choice({
  label,
  hash,
  isChosen,
  onChoose,
}: {
  label: string
  hash: string | null
  isChosen: boolean
  onChoose: () => void
}) {
  return (
    <label className="flex min-h-8 items-baseline gap-2 max-sm:min-h-12">
      <input
        type="radio"
        name="definition"
        checked={isChosen}
        onChange={onChoose}
        className="accent-[var(--brand-btn)]"
      />
      <span>{label}</span>
      {hash && <span className="font-mono text-12 text-ink-3">{hash.slice(0, 10)}</span>}
    </label>
  )
}

/** Asks which definition, says what is known of both, and sends one second try. */
export function RetryDialog({ executionId, originalHash, currentHash }: RetryDialogProps) {
  const { t } = useT('connection')
  const words = t.retry
  const [isOpen, setOpen] = useState(false)
  const [withCurrent, setWithCurrent] = useState(false)
  const [api, router, toast] = [useApi(), useRouter(), useToast()]
  const retry = useMutation(
    api.run.retry.mutationOptions({
      onSuccess: () => {
        setOpen(false)
        toast.done(words.sent)
        router.refresh()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    retry.mutate({ executionId, withCurrent })
  }
  const known = originalHash === null ? words.unknown : originalHash === currentHash ? words.same : words.differs
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.button}</Button>
      <Dialog
        title={words.dialog}
        description={words.explain}
        isOpen={isOpen}
        onOpenChange={setOpen}
        closeLabel={t.page.close}
      >
        <form onSubmit={submit} className="grid gap-3">
          <Choice
            label={words.original}
            hash={originalHash}
            isChosen={!withCurrent}
            onChoose={() => setWithCurrent(false)}
          />
          <Choice
            label={words.current}
            hash={currentHash}
            isChosen={withCurrent}
            onChoose={() => setWithCurrent(true)}
          />
          <p className="text-ink-2">{known}</p>
          <FormProblem error={retry.error} />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{t.page.cancel}</Button>
            <Button type="submit" look="primary" isPending={retry.isPending}>
              {words.send}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
