'use client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useMark } from './use-mark'

/** Takes the journey out of the frame, or puts it back. */
export function PutAway({ isAway }: { isAway: boolean }) {
  const { t } = useT('start')
  const { mutate, isPending } = useMark()
  return (
    <Button
      look="ghost"
      isPending={isPending}
      onClick={() => mutate({ step: 'all', mark: isAway ? 'open' : 'skipped' })}
    >
      {isAway ? t.reopen : t.dismiss}
    </Button>
  )
}
