'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ROLE_PERMISSIONS } from '@/domain/access/permissions'
import type { MemberItem } from '@/services/member/list'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Switch } from '@/ui/primitives/inputs'
import { useOutcome } from '../../_components/use-outcome'

/** On duty = gets the mails. Shows the wish at once and takes it back when it is refused. */
export function DutySwitch({ member, mayChange }: { member: MemberItem; mayChange: boolean }) {
  const { t, f } = useT('members')
  const [api, outcome] = [useApi(), useOutcome()]
  const { userId, name, role } = member
  const [isOn, setOn] = useState(member.onDutySince !== null)
  const { mutate, isPending } = useMutation(
    api.member.setDuty.mutationOptions({
      onMutate: ({ isOnDuty }) => setOn(isOnDuty),
      onSuccess: (_, { isOnDuty }) => outcome.done(f(isOnDuty ? t.duty.on : t.duty.off, { name })),
      onError: (error, { isOnDuty }) => {
        setOn(!isOnDuty)
        outcome.failed(error)
      },
    }),
  )
  if (!ROLE_PERMISSIONS[role].includes('incident.respond')) {
    return (
      <span className="text-ink-3" title={t.duty.cannot}>
        –<span className="sr-only"> {t.duty.cannot}</span>
      </span>
    )
  }
  return (
    <Switch
      className="-my-1.5 inline-flex min-h-8 items-center gap-2 whitespace-nowrap align-middle max-sm:my-0 max-sm:min-h-12"
      label={isOn ? t.on : t.off}
      aria-label={f(t.duty.label, { name })}
      isOn={isOn}
      disabled={!mayChange || isPending}
      onClick={() => mutate({ userId, isOnDuty: !isOn })}
    />
  )
}
