'use client'
import { useMutation } from '@tanstack/react-query'
import type { PortalSettings } from '@/services/portal/console'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { useOutcome } from '../../../settings/_components/use-outcome'
import { ManualForm } from './manual-form'

const GLYPHS = { moving: 'ok', slow: 'late', stopped: 'down' } as const

/** States said by hand: who said them, why, until when. */
export function Manual({ portal }: { portal: PortalSettings }) {
  const { t, f, locale } = useT('portals')
  const [api, outcome] = [useApi(), useOutcome()]
  const { mutate, isPending } = useMutation(
    api.portal.endOverride.mutationOptions({ onSuccess: () => outcome.done(t.manualEnded), onError: outcome.failed }),
  )
  const { overrideList, stepList, zone } = portal
  return (
    <Section title={t.manualTitle}>
      <p className="pt-3 text-12 text-ink-3">{overrideList.length > 0 ? t.manualHint : t.manualNone}</p>
      <ul>
        {overrideList.map(({ id, processId, state, reason, setBy, untilAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2 text-13">
            <State kind={GLYPHS[state]}>{t.manualStates[state]}</State>
            <span className="min-w-0 flex-1">
              {stepList.find((step) => step.id === processId)?.phrase}
              <span className="block text-12 text-ink-3">
                {reason} {f(t.manualBy, { who: setBy, time: plantTime(untilAt, { zone, locale, detail: 'full' }) })}
              </span>
            </span>
            <Button isPending={isPending} onClick={() => mutate({ portalOverrideId: id })}>
              {t.manualEnd}
            </Button>
          </li>
        ))}
      </ul>
      {stepList.length > 0 && <ManualForm portal={portal} />}
    </Section>
  )
}
