import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { sessionCookieName } from '@/infra/session-cookie'
import { AppError } from '@/lib/errors'
import { previewInvitation } from '@/services/invitation/preview'
import { page, visitor } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { Arrive } from '../../_components/arrive'
import { Entrance } from '../../_components/entrance'
import { JoinForm } from './join-form'

export async function generateMetadata(): Promise<Metadata> {
  const { m, f } = await viewer()
  return { title: f(m.auth.invitation.title, { partner: (await page((api) => api.partner.current({}))).brandName }) }
}

async function preview(token: string) {
  try {
    return await previewInvitation(await visitor(), { token: token.slice(0, 200) })
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null
    throw error
  }
}

/** Where an invitation leads: who invites, to what, as whom. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const [{ token }, { m, f }] = await Promise.all([params, viewer()])
  const t = m.auth.invitation
  const invitation = await preview(token)
  if (!invitation) {
    // Joining draws this page anew: the link is used up by then, and the person is in.
    // Only `cookies` knows the one that was set a moment ago; the board judges whether it is good.
    if ((await cookies()).has(sessionCookieName())) return <Arrive to="/" />
    return (
      <Entrance title={t.gone} sentence={t.goneHelp}>
        <LinkButton href="/sign-in">{m.auth.signIn.title}</LinkButton>
      </Entrance>
    )
  }
  const { brandName } = await page((api) => api.partner.current({}))
  const role = m.members.roles[invitation.role]
  const sentence = invitation.inviter ? f(t.by, { name: invitation.inviter, role }) : f(t.byNobody, { role })
  return (
    <Entrance title={f(t.title, { partner: brandName })} sentence={sentence}>
      <JoinForm token={token} email={invitation.email} hasAccount={invitation.hasAccount} />
    </Entrance>
  )
}
