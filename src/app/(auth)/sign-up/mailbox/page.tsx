import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { env } from '@/env'
import { demoSignUpMails } from '@/services/onboarding/pending'
import { viewer } from '@/ui/i18n/server'
import { TextLink } from '@/ui/primitives/text-link'
import { Entrance } from '../../_components/entrance'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.signUp.mailbox.title }
}

/** Mails of people who sign up at a demo: its people are invented, and nothing leaves the house. */
export default async function DemoMailboxPage() {
  if (!env.ANDON_DEMO) notFound()
  const [{ m, f }, mails] = await Promise.all([viewer(), demoSignUpMails()])
  const t = m.signUp.mailbox
  return (
    <Entrance title={t.title} sentence={t.sentence}>
      {mails.length === 0 && <p className="text-ink-2">{t.empty}</p>}
      {mails.map(({ id, to, subject, html }) => (
        <section key={id} aria-label={subject} className="mb-8">
          <h2 className="font-semibold text-13">{subject}</h2>
          <p className="mb-2 text-12 text-ink-3">{f(t.to, { email: to })}</p>
          <iframe
            title={f(t.frame, { subject })}
            sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
            srcDoc={html}
            className="h-[26rem] w-full border border-line bg-white"
          />
        </section>
      ))}
      <TextLink href="/sign-up">{t.back}</TextLink>
    </Entrance>
  )
}
