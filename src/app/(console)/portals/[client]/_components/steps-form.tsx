'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { PortalSettings } from '@/services/portal/console'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Checkbox } from '@/ui/primitives/inputs'
import { Section } from '@/ui/primitives/section'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** Which steps the portal shows. */
export function StepsForm({ portal }: { portal: PortalSettings }) {
  const { t } = useT('portals')
  const [api, outcome] = [useApi(), useOutcome()]
  const { clientId, stepList } = portal
  const [hidden, setHidden] = useState(stepList.filter(({ isHidden }) => isHidden).map(({ id }) => id))
  const { mutate, isPending } = useMutation(
    api.portal.setSteps.mutationOptions({ onSuccess: () => outcome.done(t.stepsSaved), onError: outcome.failed }),
  )
  return (
    <Section title={t.stepsTitle}>
      <p className="pt-3 text-12 text-ink-3">{stepList.length > 0 ? t.stepsHint : t.stepsEmpty}</p>
      <form
        className="grid gap-1 pt-2"
        onSubmit={(event) => {
          event.preventDefault()
          mutate({ clientId, hiddenProcessIds: hidden })
        }}
      >
        {stepList.map(({ id, phrase, name }) => (
          <Checkbox
            key={id}
            checked={!hidden.includes(id)}
            onChange={({ target }) => setHidden(target.checked ? hidden.filter((one) => one !== id) : [...hidden, id])}
            label={
              <>
                {phrase} <span className="text-ink-3">{name}</span>
              </>
            }
          />
        ))}
        {stepList.length > 0 && (
          <div className="pt-2">
            <Button type="submit" look="primary" isPending={isPending}>
              {t.stepsSave}
            </Button>
          </div>
        )}
      </form>
    </Section>
  )
}
