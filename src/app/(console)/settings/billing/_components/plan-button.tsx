'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { PaidPlan } from '@/domain/billing/facts'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Dialog } from '@/ui/primitives/dialog'
import { useOutcome } from '../../_components/use-outcome'

interface PlanButtonProps {
  plan: PaidPlan
  /** null: nothing runs yet, so it is bought */
  isUp: boolean | null
  /** what the plan has too little of */
  warning: string
}

/** Buys a plan at the payment service, or changes to it after a question. */
export function PlanButton({ plan, isUp, warning }: PlanButtonProps) {
  return isUp === null ? <BuyButton plan={plan} /> : <ChangeButton plan={plan} isUp={isUp} warning={warning} />
}

function BuyButton({ plan }: { plan: PaidPlan }) {
  const { t, f, locale } = useT('billing')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending, isSuccess } = useMutation(
    api.billing.checkout.mutationOptions({
      onSuccess: ({ url }) => window.location.assign(url),
      onError: outcome.failed,
    }),
  )
  return (
    <Button
      look="primary"
      aria-label={f(t.choose.buyOf, { plan: t.plans[plan] })}
      isPending={isPending || isSuccess}
      onClick={() => mutate({ wanted: plan, host: window.location.hostname, locale })}
    >
      {t.choose.buy}
    </Button>
  )
}

function ChangeButton({ plan, isUp, warning }: { plan: PaidPlan; isUp: boolean; warning: string }) {
  const { t, f } = useT('billing')
  const [isAsked, setAsked] = useState(false)
  const [api, outcome] = [useApi(), useOutcome()]
  const words = t.choose
  const name = t.plans[plan]
  const { mutate, isPending } = useMutation(
    api.billing.changePlan.mutationOptions({
      onSuccess: () => {
        setAsked(false)
        outcome.done(f(words.changed, { plan: name }))
      },
      onError: outcome.failed,
    }),
  )
  return (
    <>
      <Button look={isUp ? 'primary' : 'secondary'} onClick={() => setAsked(true)}>
        {isUp ? words.up : words.down}
      </Button>
      <Dialog
        title={f(words.changeTitle, { plan: name })}
        description={f(isUp ? words.upHint : words.downHint, { plan: name })}
        isOpen={isAsked}
        onOpenChange={setAsked}
        closeLabel={words.cancel}
      >
        {warning && <p className="mt-2 font-medium">{warning}</p>}
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => setAsked(false)}>{words.cancel}</Button>
          <Button look="primary" isPending={isPending} onClick={() => mutate({ wanted: plan })}>
            {f(words.confirm, { plan: name })}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
