import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { env } from '@/env'
import { signUpState } from '@/services/onboarding/state'
import { demoDoors } from '@/services/partner/demo-doors'
import { requestContext } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { Section } from '@/ui/primitives/section'
import { Entrance } from '../_components/entrance'
import { AddressForm } from './address-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.auth.platform.title }
}

/** The platform's own host: no partner lives here, so it asks which one. */
export default async function WelcomePage() {
  if ((await requestContext()).partner) notFound()
  const [{ m, f }, doors] = await Promise.all([viewer(), demoDoors()])
  const t = m.auth.platform
  const isOnePartner = new Set(doors.map(({ partner }) => partner)).size === 1
  return (
    <Entrance title={t.title} sentence={t.body}>
      <AddressForm domain={env.BASE_DOMAIN} />
      {signUpState() === 'open' && (
        <p className="mt-8">
          <LinkButton href="/sign-up">{m.signUp.title}</LinkButton>
        </p>
      )}
      {doors.length > 0 && (
        <Section title={t.demo} className="mt-12">
          <p className="py-3 text-ink-2">{t.demoBody}</p>
          <ul>
            {doors.map(({ url, name, role, partner }) => (
              <li key={url} className="border-line border-t">
                <a
                  href={url}
                  className="flex min-h-8 items-center justify-between gap-4 hover:bg-surface max-sm:min-h-12"
                >
                  <span className="text-brand-link">{f(t.demoAs, { name, role: m.members.roles[role] })}</span>
                  {!isOnePartner && <span className="text-ink-3">{partner}</span>}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Entrance>
  )
}
