'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '@/trpc/client'
import { useT } from '@/ui/i18n/context'
import { LOCALE_COOKIE, LOCALES, type Locale, THEME_COOKIE } from '@/ui/i18n/locale'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { remember } from '@/ui/shell/remember'
import { useOutcome } from '../../_components/use-outcome'

const THEMES = ['system', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

/** Colours change at once: the choice belongs to this browser, not to the account. */
function show(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  remember(THEME_COOKIE, theme === 'system' ? null : theme)
}

export function ProfileForm({ me, theme }: { me: { name: string; email: string; locale: Locale }; theme: Theme }) {
  const { t } = useT('settings')
  const words = t.you
  const [api, outcome] = [useApi(), useOutcome()]
  const [name, setName] = useState(me.name)
  const [locale, setLocale] = useState(me.locale)
  const { mutate, isPending } = useMutation(
    api.member.updateProfile.mutationOptions({
      onSuccess: () => {
        remember(LOCALE_COOKIE, locale)
        outcome.done(words.saved)
      },
      onError: outcome.failed,
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name, locale })
  }
  return (
    <form onSubmit={submit} className="grid max-w-xl gap-4 py-4 sm:grid-cols-2">
      <Field label={words.name}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={80}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.email}>
        {(control) => <TextInput {...control} value={me.email} readOnly className="bg-sunken" />}
      </Field>
      <Field label={words.language}>
        {(control) => (
          <Select {...control} value={locale} onChange={(event) => setLocale(event.target.value as Locale)}>
            {LOCALES.map((each) => (
              <option key={each} value={each} lang={each}>
                {words.languages[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={words.theme}>
        {(control) => (
          <Select {...control} defaultValue={theme} onChange={(event) => show(event.target.value as Theme)}>
            {THEMES.map((each) => (
              <option key={each} value={each}>
                {words.themes[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button
        type="submit"
        isPending={isPending}
        disabled={name.trim() === '' || (name === me.name && locale === me.locale)}
        className="justify-self-start"
      >
        {words.save}
      </Button>
    </form>
  )
}
