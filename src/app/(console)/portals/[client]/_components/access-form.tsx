'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { PORTAL_ACCESS, type PortalAccess } from '@/domain/portal/access'
import type { PortalSettings } from '@/services/portal/console'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { CopyField } from '@/ui/primitives/copy-field'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { useOutcome } from '../../../settings/_components/use-outcome'

/** Who may open the portal, and its secret address. */
export function AccessForm({ portal, origin }: { portal: PortalSettings; origin: string }) {
  const { t, f, locale } = useT('portals')
  const [api, outcome] = [useApi(), useOutcome()]
  const [access, setAccess] = useState<PortalAccess>(portal.access)
  const [secret, setSecret] = useState<string | null>(null)
  const { clientId } = portal
  // On the client's own host the portal stands at the root.
  const addressOf = (path: string) => origin + (portal.host ? path.replace(`/portal/${portal.slug}`, '') : path)
  const save = useMutation(
    api.portal.setAccess.mutationOptions({
      onSuccess: ({ path }) => {
        setSecret(path)
        outcome.done(f(t.accessSaved, { access: t.access[access] }))
      },
      onError: outcome.failed,
    }),
  )
  const rotate = useMutation(
    api.portal.rotateLink.mutationOptions({
      onSuccess: ({ path }) => {
        setSecret(path)
        outcome.done(t.rotated)
      },
      onError: outcome.failed,
    }),
  )
  return (
    <Section title={t.accessTitle}>
      <form
        className="grid gap-4 pt-3"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ clientId, access })
        }}
      >
        <AccessChoice access={access} onChange={setAccess} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" isPending={save.isPending} disabled={access === portal.access}>
            {t.accessSave}
          </Button>
          {portal.access === 'link' && (
            <Button isPending={rotate.isPending} onClick={() => rotate.mutate({ clientId })}>
              {t.rotate}
            </Button>
          )}
        </div>
        {secret && <CopyField label={t.linkOnce} value={addressOf(secret)} copy={t.copy} copied={t.copied} />}
        {portal.access === 'link' && portal.linkMadeAt && (
          <p className="text-12 text-ink-3">
            {t.link}:{' '}
            {f(t.linkMade, { time: plantTime(portal.linkMadeAt, { zone: portal.zone, locale, detail: 'full' }) })}.{' '}
            {t.linkHint}
          </p>
        )}
      </form>
    </Section>
  )
}

function AccessChoice({ access, onChange }: { access: PortalAccess; onChange: (access: PortalAccess) => void }) {
  const { t } = useT('portals')
  return (
    <fieldset className="grid gap-1">
      <legend className="sr-only">{t.accessTitle}</legend>
      {PORTAL_ACCESS.map((value) => (
        <label key={value} className="flex min-h-8 items-start gap-2 py-1 text-13 max-sm:min-h-12">
          <input
            type="radio"
            name="access"
            value={value}
            checked={access === value}
            onChange={() => onChange(value)}
            className="mt-1 accent-[var(--brand-btn)]"
          />
          <span>
            <span className="block font-medium">{t.access[value]}</span>
            <span className="text-12 text-ink-3">{t.accessHints[value]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
