'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { deriveTheme } from '@/domain/brand/theme'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { useOutcome } from '../../_components/use-outcome'
import { ColorField, WordField } from './brand-fields'
import { BrandPreviews } from './brand-previews'
import { ContrastReport } from './contrast-report'
import { asGiven, type BrandFormData, type Draft, draftOf, isColor, shownBrand } from './draft'
import { LogoField } from './logo-field'

interface BrandFormProps {
  data: BrandFormData
  /** where the partner's people go */
  address: string
}

/** Edits the partner's brand or what one client shows instead, and shows at once what becomes of it everywhere. */
export function BrandForm({ data, address }: BrandFormProps) {
  const { t } = useT('settings')
  const [draft, setDraft] = useState(() => draftOf(data))
  const { save, isPending } = useSave(data)
  const shown = shownBrand(draft, data)
  const words = t.brand
  const isUnchanged = JSON.stringify(draft) === JSON.stringify(draftOf(data))
  const isWhole = data.client
    ? draft.color === '' || isColor(draft.color)
    : isColor(draft.color) && draft.name.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(draft)
  }
  const field = { draft, data, onChange: (patch: Partial<Draft>) => setDraft({ ...draft, ...patch }) }
  return (
    <div className="grid grid-cols-1 gap-8 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="grid grid-cols-1 content-start gap-6">
        <form onSubmit={submit} className="grid min-w-0 grid-cols-1 gap-4">
          <WordField {...field} field="name" maxLength={60} />
          <ColorField {...field} shown={shown.color} />
          <ContrastReport warnings={deriveTheme(shown.color).warnings} />
          <WordField {...field} field="legalName" maxLength={160} />
          <WordField {...field} field="supportEmail" maxLength={254} type="email" />
          <WordField {...field} field="supportUrl" maxLength={400} type="url" />
          <WordField {...field} field="senderName" maxLength={60} />
          <Button
            type="submit"
            look="primary"
            isPending={isPending}
            disabled={!isWhole || isUnchanged}
            className="justify-self-start"
          >
            {words.save}
          </Button>
        </form>
        <LogoField data={data} />
        <p className="border-line border-t pt-3 text-12 text-ink-3">
          {words.address}: <span className="break-all font-mono">{data.client ? data.portal : address}</span>
        </p>
      </div>
      <BrandPreviews brand={shown} />
    </div>
  )
}

/** Saves and lets the frame around the page take the new brand. */
function useSave({ client }: BrandFormData) {
  const { t } = useT('settings')
  const [api, { done, failed }] = [useApi(), useOutcome()]
  const then = { onSuccess: () => done(t.brand.saved), onError: failed }
  const ours = useMutation(api.brand.update.mutationOptions(then))
  const theirs = useMutation(api.brand.updateClient.mutationOptions(then))
  const save = (draft: Draft) => {
    const { name, color, ...rest } = asGiven(draft)
    if (client) theirs.mutate({ clientId: client.id, name, color, ...rest })
    else ours.mutate({ brandName: name ?? '', brandColor: color ?? '', ...rest })
  }
  return { save, isPending: ours.isPending || theirs.isPending }
}
