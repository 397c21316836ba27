'use client'
import { useT } from '@/ui/i18n/context'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { type BrandFormData, type Draft, inherited, isColor, type TextField } from './draft'

interface FieldProps {
  draft: Draft
  data: BrandFormData
  onChange: (patch: Partial<Draft>) => void
}

/** Why this value: the client's own word, with the way back, or the partner's. */
function Why({ isOwn, partner, onRevert }: { isOwn: boolean; partner: string; onRevert: () => void }) {
  const { t, f } = useT('settings')
  if (!isOwn) return <>{f(t.brand.inherited, { partner })}</>
  return (
    <>
      {t.brand.own}{' '}
      <button type="button" onClick={onRevert} className="cursor-pointer text-brand-link underline underline-offset-2">
        {f(t.brand.revert, { partner })}
      </button>
    </>
  )
}

/** One text of the brand. A client's empty field shows what it inherits. */
export function WordField(
  props: FieldProps & { field: Exclude<TextField, 'color'>; maxLength: number; type?: string },
) {
  const { field, draft, data, onChange, maxLength, type = 'text' } = props
  const { t } = useT('settings')
  const isRequired = field === 'name' && !data.client
  const hint = data.client ? (
    <Why isOwn={draft[field] !== ''} partner={data.partner.name} onRevert={() => onChange({ [field]: '' })} />
  ) : (
    t.brand.hints[field]
  )
  return (
    <Field label={field === 'name' ? t.brand.name : t.brand.fields[field]} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          type={type}
          required={isRequired}
          maxLength={maxLength}
          placeholder={inherited(field, draft, data)}
          value={draft[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      )}
    </Field>
  )
}

/** Picked or typed. */
export function ColorField({ draft, data, shown, onChange }: FieldProps & { shown: string }) {
  const { t } = useT('settings')
  const words = t.brand
  const isFine = isColor(draft.color) || (data.client !== null && draft.color === '')
  const why = data.client && (
    <Why isOwn={draft.color !== ''} partner={data.partner.name} onRevert={() => onChange({ color: '' })} />
  )
  return (
    <Field label={words.color} hint={isFine ? (why ?? words.colorHint) : null} error={isFine ? null : words.colorHint}>
      {(control) => (
        <span className="flex gap-2">
          <input
            type="color"
            aria-label={words.pick}
            value={shown}
            onChange={(event) => onChange({ color: event.target.value })}
            className="h-8 w-12 flex-none cursor-pointer rounded border border-field bg-raised p-0.5 max-sm:h-11"
          />
          <TextInput
            {...control}
            className="font-mono"
            spellCheck={false}
            placeholder={inherited('color', draft, data)}
            value={draft.color}
            onChange={(event) => onChange({ color: event.target.value.trim() })}
          />
        </span>
      )}
    </Field>
  )
}
