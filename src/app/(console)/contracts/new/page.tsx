import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { readParams, type SearchParams } from '../../_lib/href'
import { ContractForm } from './contract-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.contract.create.title }
}

/** Begins a contract; its first version is the next page. */
export default async function NewContractPage({ searchParams }: { searchParams: SearchParams }) {
  const { client } = await readParams(searchParams)
  const [list, { locale, m }] = await Promise.all([page((api) => api.contract.list({ client: null })), viewer()])
  if (!list.mayManage) notFound()
  const clients = list.clients.filter(({ hasContract }) => !hasContract)
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'contract')}>
      <PageHeader title={m.contract.create.title} sentence={m.contract.create.sentence} />
      <ContractForm clients={clients} chosen={clients.find(({ slug }) => slug === client)?.id ?? null} />
    </I18nProvider>
  )
}
