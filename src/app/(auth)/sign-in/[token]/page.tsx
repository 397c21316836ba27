import type { Metadata } from 'next'
import { localPath } from '@/lib/local-path'
import { viewer } from '@/ui/i18n/server'
import { Entrance } from '../../_components/entrance'
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
    <Entrance title={m.auth.link.title} sentence={m.auth.link.body}>
      <EnterForm token={token} to={localPath(to)} />
    </Entrance>
  )
}
