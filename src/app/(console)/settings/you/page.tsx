import type { Metadata } from 'next'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { PasswordForm } from './_components/password-form'
import { ProfileForm } from './_components/profile-form'
import { SecondFactor } from './_components/second-factor'
import { SessionTable } from './_components/session-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.settings.you.title }
}

/** What is the reader's own: name, language, ways in, open sessions. */
export default async function YouPage() {
  const { locale, m, theme, zone } = await viewer()
  const [me, sessions] = await page((api) => Promise.all([api.member.me({}), api.session.list({})]))
  const t = m.settings.you
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'settings')}>
      <PageHeader title={t.title} sentence={t.sentence} />
      <div className="grid max-w-5xl gap-8">
        <Section title={t.profile}>
          <ProfileForm me={me} theme={theme ?? 'system'} />
        </Section>
        <Section title={t.password}>
          <PasswordForm email={me.email} hasPassword={me.hasPassword} />
        </Section>
        <Section title={t.totp}>
          <SecondFactor enabledAt={me.totpEnabledAt} zone={zone ?? 'UTC'} />
        </Section>
        <Section title={t.sessions}>
          <SessionTable sessions={sessions} zone={zone ?? 'UTC'} />
        </Section>
      </div>
    </I18nProvider>
  )
}
