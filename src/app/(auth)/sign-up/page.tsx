import type { Metadata } from 'next'
import { env } from '@/env'
import { signUpState } from '@/services/onboarding/state'
import { viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { Entrance } from '../_components/entrance'
import { SignUpForm } from './_components/sign-up-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.signUp.title }
}

/** Becoming a partner: one form, one mail. */
export default async function SignUpPage() {
  const { m, locale } = await viewer()
  const t = m.signUp
  const isOpen = signUpState() === 'open'
  return (
    <Entrance title={t.title} sentence={t.sentence}>
      {isOpen ? (
        <SignUpForm domain={env.BASE_DOMAIN} locale={locale} isDemo={env.ANDON_DEMO} />
      ) : (
        <p className="text-ink-2">{t.mute}</p>
      )}
      <p className="mt-8 border-line border-t pt-4 text-12 text-ink-2">
        {t.haveOne} <TextLink href="/">{t.signIn}</TextLink>
      </p>
    </Entrance>
  )
}
