import type { Metadata } from 'next'
import { env } from '@/env'
import { previewSignUp } from '@/services/onboarding/pending'
import { founder, requestContext } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { Entrance } from '../../_components/entrance'
import { ConfirmForm } from './confirm-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.signUp.confirm.title, referrer: 'no-referrer' }
}

/** Where the mailed link leads. Opening it changes nothing; the button does. */
export default async function ConfirmPage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, { m, f }, { ip }] = await Promise.all([params, viewer(), requestContext()])
  const input = previewSignUp.input.safeParse({ token, ip })
  const asked = input.success ? await previewSignUp(await founder(), input.data) : null
  const t = m.signUp.confirm
  if (!asked)
    return (
      <Entrance title={t.gone} sentence={t.goneHelp}>
        <LinkButton href="/sign-up">{t.again}</LinkButton>
      </Entrance>
    )
  return (
    <Entrance title={t.title} sentence={f(t.sentence, { partner: asked.partnerName })}>
      <ConfirmForm token={token} slug={asked.slug} hasAccount={asked.hasAccount} domain={env.BASE_DOMAIN} />
    </Entrance>
  )
}
