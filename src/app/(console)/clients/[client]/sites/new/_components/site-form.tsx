'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { suggestSlug } from '@/domain/client/slug'
import { isZone } from '@/lib/zone'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { plantTime } from '@/ui/primitives/plant-time'
import { FormProblem } from '../../../../../_components/form-problem'
import { TextField } from '../../../../../_components/text-field'
import { useOutcome } from '../../../../../settings/_components/use-outcome'

const EMPTY = { name: '', city: '', zone: 'Europe/Berlin' }
const CLOCK_MS = 10_000

/** The time now, on this side only: the server's would differ by the way here. */
function useNow(): Date | null {
  const [now, setNow] = useState<Date | null>(null)
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), CLOCK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}

function useCreate(onDone: () => void) {
  const { t, f } = useT('registry')
  const [api, { done }] = [useApi(), useOutcome()]
  return useMutation(
    api.site.create.mutationOptions({
      onSuccess: (_, { name }) => {
        done(f(t.site.created, { name }))
        onDone()
      },
    }),
  )
}

interface ZoneFieldProps {
  zones: readonly string[]
  zone: string
  onChange: (zone: string) => void
}

/** Any zone by typing; the hint proves it by its clock. */
function ZoneField({ zones, zone, onChange }: ZoneFieldProps) {
  const { t, f, locale } = useT('registry')
  const now = useNow()
  const isKnown = isZone(zone)
  return (
    <>
      <TextField
        label={t.site.zone}
        required
        list="zones"
        spellCheck={false}
        value={zone}
        onChange={onChange}
        hint={isKnown && now ? f(t.site.zoneHint, { time: plantTime(now, { zone, locale, detail: 'weekday' }) }) : null}
        error={isKnown ? null : t.site.zoneUnknown}
      />
      <datalist id="zones">
        {zones.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  )
}

/** Adds a plant. */
export function SiteForm({ clientId, zones }: { clientId: string; zones: readonly string[] }) {
  const { t } = useT('registry')
  const [draft, setDraft] = useState(EMPTY)
  const [ownSlug, setOwnSlug] = useState<string | null>(null)
  const { mutate, isPending, error } = useCreate(() => {
    setDraft({ ...EMPTY, zone: draft.zone })
    setOwnSlug(null)
  })
  const slug = ownSlug ?? suggestSlug(draft.name)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ clientId, slug, ...draft })
  }
  const change = (field: keyof typeof EMPTY) => (value: string) => setDraft({ ...draft, [field]: value })
  const words = t.site
  return (
    <form onSubmit={submit} className="grid gap-4 pt-3">
      <TextField label={words.name} required maxLength={120} value={draft.name} onChange={change('name')} />
      <TextField label={words.city} required maxLength={120} value={draft.city} onChange={change('city')} />
      <ZoneField zones={zones} zone={draft.zone} onChange={change('zone')} />
      <TextField
        label={words.slug}
        hint={words.slugHint}
        required
        maxLength={63}
        spellCheck={false}
        className="font-mono"
        value={slug}
        onChange={setOwnSlug}
      />
      <FormProblem error={error} />
      <Button
        type="submit"
        look="primary"
        isPending={isPending}
        disabled={!isZone(draft.zone)}
        className="justify-self-start"
      >
        {words.create}
      </Button>
    </form>
  )
}
