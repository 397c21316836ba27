import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { localPath } from '@/lib/local-path'
import { requestContext } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { Tabs } from '@/ui/primitives/tabs'
import { Entrance } from '../_components/entrance'
import { LinkForm } from './_components/link-form'
import { PasswordForm } from './_components/password-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.auth.signIn.title }
}

type Query = Promise<{ way?: string; to?: string }>

/** Two ways in: a link by mail, or a password. */
export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const [{ way, to }, { m }, context] = await Promise.all([searchParams, viewer(), requestContext()])
  if (!context.partner) redirect('/')
  const target = localPath(to)
  if (await context.session()) redirect(target)
  const keep = to ? `&to=${encodeURIComponent(target)}` : ''
  const isPassword = way === 'password'
  const t = m.auth.signIn
  return (
    <Entrance title={t.title}>
      <Tabs
        label={t.ways}
        tabs={[
          { href: `/sign-in?way=link${keep}`, label: t.byLink, isCurrent: !isPassword },
          { href: `/sign-in?way=password${keep}`, label: t.byPassword, isCurrent: isPassword },
        ]}
      />
      {isPassword ? <PasswordForm to={target} linkHref={`/sign-in?way=link${keep}`} /> : <LinkForm />}
    </Entrance>
  )
}
