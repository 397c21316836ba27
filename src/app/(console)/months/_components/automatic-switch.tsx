'use client'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../settings/_components/use-outcome'

/** Whether the worker freezes this client's months. */
export function AutomaticSwitch({ clientId, client, isOn }: { clientId: string; client: string; isOn: boolean }) {
  const { t, f } = useT('month')
  const [api, outcome] = [useApi(), useOutcome()]
  const change = useMutation(
    api.month.setAutomatic.mutationOptions({
      onSuccess: ({ isAutomatic }) => outcome.done(f(isAutomatic ? t.automaticDone : t.byHandDone, { client })),
      onError: outcome.failed,
    }),
  )
  return (
    <Button look="ghost" isPending={change.isPending} onClick={() => change.mutate({ clientId, isAutomatic: !isOn })}>
      {isOn ? t.setByHand : t.setAutomatic}
    </Button>
  )
}
