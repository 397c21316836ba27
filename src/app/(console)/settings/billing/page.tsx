import type { Metadata } from 'next'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { Invoices, NextInvoice } from './_components/invoices'
import { Missing } from './_components/missing'
import { PlanTable } from './_components/plan-table'
import { PortalButton } from './_components/portal-button'
import { Standing } from './_components/standing'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.billing.title }
}

/** Plan and standing, plans to choose from, the next invoice and those before; and what is missing before anybody can pay. */
export default async function BillingPage() {
  const { actor } = await requireSession()
  const [data, reader] = await Promise.all([page((api) => api.billing.get({})), viewer()])
  const { locale, m } = reader
  const mayManage = can(actor, 'billing.manage')
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'billing')}>
      <PageHeader
        title={m.billing.title}
        sentence={m.billing.sentence}
        actions={mayManage && data.account && data.isReachable && <PortalButton />}
      />
      <div className="grid gap-8">
        <Missing data={data} viewer={reader} />
        <Standing data={data} viewer={reader} />
        <PlanTable data={data} mayManage={mayManage} viewer={reader} />
        <NextInvoice data={data} viewer={reader} />
        <Invoices data={data} viewer={reader} />
      </div>
    </I18nProvider>
  )
}
