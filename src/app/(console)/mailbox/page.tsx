import type { Metadata } from 'next'
import { zId } from '@/lib/ids'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { readParams, type SearchParams } from '../_lib/href'
import { MailList } from './_components/mail-list'
import { MailView } from './_components/mail-view'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.mail.mailbox.title }
}

/** What would have been mailed, while no mail service is connected. */
export default async function MailboxPage({ searchParams }: { searchParams: SearchParams }) {
  const chosen = zId.safeParse((await readParams(searchParams)).mail).data
  const [{ isConnected, mails }, reader] = await Promise.all([page((api) => api.mail.list({})), viewer()])
  const words = reader.m.mail.mailbox
  const opened = chosen && !isConnected ? await page((api) => api.mail.get({ mailId: chosen })) : null
  return (
    <>
      <PageHeader title={words.title} sentence={isConnected ? words.leadConnected : words.lead} />
      {!isConnected && mails.length === 0 && <EmptyState title={words.empty}>{words.emptyHint}</EmptyState>}
      {mails.length > 0 && (
        <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <MailList mails={mails} viewer={reader} />
          <MailView mail={opened} viewer={reader} />
        </div>
      )}
    </>
  )
}
