'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { deriveTheme } from '@/domain/brand/theme'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { useOutcome } from '../_components/use-outcome'
import { BrandPreview } from './brand-preview'
import { ContrastReport } from './contrast-report'

interface Brand {
  brandName: string
  brandColor: string
}

interface BrandFormProps {
  brand: Brand
  address: string
  isReadOnly: boolean
}

const LAST_RESORT = '#2a3036'
/** The form's own check; the verb's schema has the last word. */
const HEX = /^#[0-9a-f]{6}$/i

/** Edits the brand and shows at once what becomes of it. */
export function BrandForm({ brand, address, isReadOnly }: BrandFormProps) {
  const { t } = useT('settings')
  const [draft, setDraft] = useState(brand)
  const { save, isPending } = useSave()
  const isColor = HEX.test(draft.brandColor)
  const isNamed = draft.brandName.trim() !== ''
  const shown = isColor ? draft.brandColor : LAST_RESORT
  const theme = deriveTheme(shown)
  const isUnchanged = draft.brandName === brand.brandName && draft.brandColor === brand.brandColor
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(draft)
  }
  const words = t.brand
  return (
    <div className="grid gap-8 grid-cols-1 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <form onSubmit={submit} className="grid grid-cols-1 content-start gap-4">
        <fieldset disabled={isReadOnly} className="grid min-w-0 grid-cols-1 gap-4">
          <Field label={words.name} hint={words.nameHint}>
            {(control) => (
              <TextInput
                {...control}
                required
                maxLength={60}
                value={draft.brandName}
                onChange={(event) => setDraft({ ...draft, brandName: event.target.value })}
              />
            )}
          </Field>
          <ColorField
            value={draft.brandColor}
            shown={shown}
            onChange={(brandColor) => setDraft({ ...draft, brandColor })}
          />
        </fieldset>
        <ContrastReport warnings={theme.warnings} />
        {isReadOnly ? (
          <p className="text-ink-3">{words.readOnly}</p>
        ) : (
          <Button
            type="submit"
            look="primary"
            isPending={isPending}
            disabled={!isColor || !isNamed || isUnchanged}
            className="justify-self-start"
          >
            {words.save}
          </Button>
        )}
        <p className="border-line border-t pt-3 text-12 text-ink-3">
          {words.address}: <span className="font-mono">{address}</span>
        </p>
      </form>
      <div className="grid grid-cols-1 content-start gap-4 xl:grid-cols-2">
        <BrandPreview title={words.light} theme="light" vars={theme.light} brandName={draft.brandName} />
        <BrandPreview title={words.dark} theme="dark" vars={theme.dark} brandName={draft.brandName} />
      </div>
    </div>
  )
}

interface ColorFieldProps {
  /** as typed, perhaps half a colour */
  value: string
  /** the colour shown meanwhile */
  shown: string
  onChange: (value: string) => void
}

/** Picked or typed. */
function ColorField({ value, shown, onChange }: ColorFieldProps) {
  const { t } = useT('settings')
  const words = t.brand
  const isColor = value === shown
  return (
    <Field label={words.color} hint={isColor ? words.colorHint : null} error={isColor ? null : words.colorHint}>
      {(control) => (
        <span className="flex gap-2">
          <input
            type="color"
            aria-label={words.pick}
            value={shown}
            onChange={(event) => onChange(event.target.value)}
            className="h-8 w-12 flex-none cursor-pointer rounded border border-field bg-raised p-0.5 max-sm:h-11"
          />
          <TextInput
            {...control}
            className="font-mono"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value.trim())}
          />
        </span>
      )}
    </Field>
  )
}

/** Saves and lets the frame around the page take the new colour. */
function useSave() {
  const { t } = useT('settings')
  const [api, { done, failed }] = [useApi(), useOutcome()]
  const { mutate, isPending } = useMutation(
    api.brand.update.mutationOptions({ onSuccess: () => done(t.brand.saved), onError: failed }),
  )
  return { save: mutate, isPending }
}
