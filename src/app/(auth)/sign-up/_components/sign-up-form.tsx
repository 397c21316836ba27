'use client'
import { useActionState, useState } from 'react'
import { suggestSlug } from '@/domain/client/slug'
import { useT } from '@/ui/i18n/context'
import type { Locale } from '@/ui/i18n/locale'
import { Button } from '@/ui/primitives/button'
import { Field } from '@/ui/primitives/field'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { askForConsole, type Trouble, type Wish } from '../actions'
import { SlugField } from './slug-field'

const FRESH: Wish = { sentTo: null, trouble: null }

interface LineProps extends React.ComponentProps<'input'> {
  label: string
  hint?: string
  error: string | null
  onText: (text: string) => void
}

function Line({ label, hint, error, onText, ...input }: LineProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <TextInput {...control} {...input} required onChange={(event) => onText(event.target.value)} />}
    </Field>
  )
}

function Sent({ email, isDemo, onAgain }: { email: string; isDemo: boolean; onAgain: () => void }) {
  const { t, f } = useT('signUp')
  return (
    <div role="status">
      <p className="font-medium text-15">{t.sent.title}</p>
      <p className="mt-1 text-ink-2">{f(t.sent.body, { email })}</p>
      <p className="mt-4 flex flex-wrap gap-2">
        {isDemo && (
          <LinkButton look="primary" href="/sign-up/mailbox">
            {t.sent.demo}
          </LinkButton>
        )}
        <Button onClick={onAgain}>{t.sent.again}</Button>
      </p>
    </div>
  )
}

interface SignUpFormProps {
  domain: string
  locale: Locale
  isDemo: boolean
}

/** Who, which company, at which address. What was typed stays when the server says no. */
export function SignUpForm({ domain, locale, isDemo }: SignUpFormProps) {
  const { t } = useT('signUp')
  const [draft, setDraft] = useState({ email: '', personName: '', partnerName: '', locale: locale as string })
  const [ownSlug, setOwnSlug] = useState<string | null>(null)
  const [isAgain, setAgain] = useState(false)
  const [{ sentTo, trouble }, send, isPending] = useActionState(askForConsole, FRESH)
  if (sentTo && !isAgain) return <Sent email={sentTo} isDemo={isDemo} onAgain={() => setAgain(true)} />
  const set = (field: keyof typeof draft) => (text: string) => setDraft({ ...draft, [field]: text })
  const errorAt = (field: Trouble) =>
    trouble === field && field !== 'gone' && !isPending ? t.errors[field as keyof typeof t.errors] : null
  const general = errorAt('limit') ?? errorAt('unavailable') ?? errorAt('invalid')
  const slug = ownSlug ?? suggestSlug(draft.partnerName)
  return (
    <form action={send} onSubmit={() => setAgain(false)} className="grid gap-4">
      <Line
        label={t.email}
        hint={t.emailHint}
        error={errorAt('email')}
        name="email"
        type="email"
        autoFocus
        autoComplete="email"
        maxLength={254}
        value={draft.email}
        onText={set('email')}
      />
      <Line
        label={t.personName}
        error={errorAt('personName')}
        name="personName"
        autoComplete="name"
        maxLength={80}
        value={draft.personName}
        onText={set('personName')}
      />
      <Line
        label={t.partnerName}
        hint={t.partnerNameHint}
        error={errorAt('partnerName')}
        name="partnerName"
        autoComplete="organization"
        maxLength={60}
        value={draft.partnerName}
        onText={set('partnerName')}
      />
      <SlugField slug={slug} domain={domain} onChange={setOwnSlug} error={errorAt('slug')} />
      <Field label={t.language}>
        {(control) => (
          <Select
            {...control}
            name="locale"
            value={draft.locale}
            onChange={(event) => set('locale')(event.target.value)}
          >
            <option value="en">{t.languages.en}</option>
            <option value="de">{t.languages.de}</option>
          </Select>
        )}
      </Field>
      {general && (
        <p role="alert" className="font-medium text-down-ink">
          {general}
        </p>
      )}
      <Button type="submit" look="primary" isPending={isPending} className="justify-self-start">
        {t.send}
      </Button>
    </form>
  )
}
