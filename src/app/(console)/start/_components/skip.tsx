'use client'
import type { Step, StepState } from '@/domain/onboarding/journey'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useMark } from './use-mark'

interface SkipProps {
  step: Step
  state: StepState
  clientId: string | null
  /** where the journey goes on */
  nextHref: string
}

/** What skipping costs, in words, beside the button that does it. */
export function Skip({ step, state, clientId, nextHref }: SkipProps) {
  const { t, f } = useT('start')
  const isSkipped = state === 'skipped'
  const { mutate, isPending } = useMark(isSkipped ? undefined : nextHref)
  if (state === 'done') return null
  const mark = isSkipped ? ('open' as const) : ('skipped' as const)
  return (
    <div className="mt-8 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-t pt-3 text-12 text-ink-2">
      <p>
        {isSkipped ? (
          f(t.skippedNote, { cost: t.costs[step] })
        ) : (
          <>
            <span className="font-medium">{t.skipCosts}:</span> {t.costs[step]}
          </>
        )}
      </p>
      <Button look="ghost" isPending={isPending} onClick={() => mutate({ clientId, step, mark })}>
        {isSkipped ? t.unskip : t.skip}
      </Button>
    </div>
  )
}
