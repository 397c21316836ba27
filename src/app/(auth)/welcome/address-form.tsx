'use client'
import { useActionState, useState } from 'react'
import { useT } from '@/ui/i18n/context'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { TextInput } from '@/ui/primitives/inputs'
import { goToPartner } from './actions'

/** The first label of a partner's address. */
export function AddressForm({ domain }: { domain: string }) {
  const { t } = useT('auth')
  const [slug, setSlug] = useState('')
  const [isUnknown, go, isPending] = useActionState(goToPartner, false)
  return (
    <form action={go}>
      <Field label={t.platform.address} error={isUnknown ? t.platform.unknown : null}>
        {(control) => (
          <span className="flex items-center gap-2">
            <TextInput
              {...control}
              name="slug"
              required
              autoFocus
              autoCapitalize="none"
              spellCheck={false}
              value={slug}
              onChange={(event) => setSlug(event.target.value)}
            />
            <span className="whitespace-nowrap text-ink-3">.{domain}</span>
            <Button type="submit" look="primary" isPending={isPending}>
              {t.platform.go}
            </Button>
          </span>
        )}
      </Field>
    </form>
  )
}
