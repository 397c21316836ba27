import type { Metadata } from 'next'
import { localPath } from '@/lib/local-path'
import { viewer } from '@/ui/i18n/server'
import { EnterForm } from './enter-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.auth.signIn.title }
}

interface Props {
  params: Promise<{ token: string }>
  searchParams: Promise<{ to?: string }>
}

/** Where a mailed link leads. Opening it changes nothing; the button does. */
export default async function LinkPage({ params, searchParams }: Props) {
  const [{ token }, { to }, { m }] = await Promise.all([params, searchParams, viewer()])
  return (
    <>
      <h1 className="font-semibold text-28 tracking-tight">{m.auth.link.title}</h1>
      <p className="mt-2 mb-6 text-15 text-ink-2">{m.auth.link.body}</p>
      <EnterForm token={token} to={localPath(to)} />
    </>
  )
}
