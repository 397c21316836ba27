import type { Metadata } from 'next'
import { originOf } from '@/infra/public-url'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { PageHeader } from '@/ui/primitives/page-header'
import { AddHost } from './_components/add-host'
import { HostCard } from './_components/host-card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.host.title }
}

/** Addresses of the partner's and its clients' own: what to do in the DNS, what was found there, and what follows. */
export default async function HostsPage() {
  const { locale, m, zone } = await viewer()
  const { given, target, claims, clients } = await page((api) => api.host.list({}))
  const t = m.host
  const add = <AddHost clients={clients} />
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'host')}>
      <PageHeader title={t.title} sentence={t.sentence} actions={claims.length > 0 && add} />
      <p className="mb-4 text-ink-2">
        {t.given} <span className="break-all font-mono">{given.map(originOf).join(', ')}</span>
      </p>
      {claims.length === 0 ? (
        <EmptyState title={t.empty.title} action={add}>
          {t.empty.body}
        </EmptyState>
      ) : (
        <ul className="border-line border-t">
          {claims.map((claim) => (
            <HostCard key={claim.claimId} claim={claim} target={target} zone={zone ?? 'UTC'} />
          ))}
        </ul>
      )}
    </I18nProvider>
  )
}
