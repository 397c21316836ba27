'use client'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { LinkButton } from '@/ui/primitives/link-button'

const ASK_EVERY_MS = 2_500
const TRIES = 24

/** Asks until the payment service says yes, and says so; asks no more after a minute. */
export function Waiting() {
  const { t, f } = useT('billing')
  const words = t.done
  const api = useApi()
  const [tries, setTries] = useState(0)
  const { mutate, data } = useMutation(api.billing.refresh.mutationOptions({ onSettled: () => setTries((n) => n + 1) }))
  const isPaid = data?.isPaid === true && (data.status === 'active' || data.status === 'trialing')
  const hasNothing = data !== undefined && !data.hasAccount
  const isOver = isPaid || hasNothing || tries >= TRIES
  useEffect(() => {
    if (isOver) return
    const timer = setTimeout(() => mutate({}), tries === 0 ? 0 : ASK_EVERY_MS)
    return () => clearTimeout(timer)
  }, [tries, isOver, mutate])
  const say = () => {
    if (isPaid) return f(words.confirmed, { plan: t.plans[data.plan] })
    if (hasNothing) return words.nothing
    return tries >= TRIES ? words.slow : words.waiting
  }
  return (
    <>
      <p role="status" className="mb-4 text-15">
        {say()}
      </p>
      <LinkButton href="/settings/billing" look={isOver ? 'primary' : 'secondary'}>
        {words.back}
      </LinkButton>
    </>
  )
}
