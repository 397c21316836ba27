'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChannelLine } from '@/services/channel/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useToast } from '@/ui/primitives/toast'
import { RowActions } from '../../_components/row-actions'
import { useOutcome } from '../../_components/use-outcome'

/** Try it, pause it, take it away. */
export function ChannelActions({ channel: { id: channelId, name, isPaused } }: { channel: ChannelLine }) {
  const { t, f } = useT('webhook')
  const words = t.channels
  const [api, outcome, toast] = [useApi(), useOutcome(), useToast()]
  const [isAsking, setAsking] = useState(false)
  const onError = outcome.failed
  const test = useMutation(
    api.channel.test.mutationOptions({
      onError,
      onSuccess: ({ outcome: how, detail }) => {
        if (how === 'sent') return outcome.done(f(words.testSent, { detail }))
        toast.failed(f(words.testFailed, { detail }))
        outcome.refresh()
      },
    }),
  )
  const update = useMutation(api.channel.update.mutationOptions({ onError, onSuccess: outcome.refresh }))
  const remove = useMutation(api.channel.remove.mutationOptions({ onError, onSuccess: outcome.refresh }))
  const label = (action: string) => ({ 'aria-label': `${action}: ${name}` })
  return (
    <RowActions>
      <Button look="ghost" {...label(words.test)} isPending={test.isPending} onClick={() => test.mutate({ channelId })}>
        {words.test}
      </Button>
      <Button
        look="ghost"
        {...label(isPaused ? words.resume : words.pause)}
        isPending={update.isPending}
        onClick={() => update.mutate({ channelId, isPaused: !isPaused })}
      >
        {isPaused ? words.resume : words.pause}
      </Button>
      <Button look="ghost" {...label(words.remove)} onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      <Dialog
        title={words.remove}
        description={f(words.removeSure, { name })}
        isOpen={isAsking}
        onOpenChange={setAsking}
        closeLabel={words.cancel}
      >
        <div className="flex justify-end">
          <Button look="danger" isPending={remove.isPending} onClick={() => remove.mutate({ channelId })}>
            {words.remove}
          </Button>
        </div>
      </Dialog>
    </RowActions>
  )
}
