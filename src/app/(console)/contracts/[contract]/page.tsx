import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { readParams, type SearchParams, wholeOf } from '../../_lib/href'
import { ArchiveContract } from './_components/archive-contract'
import { CreditSection } from './_components/credits'
import { sentenceOf } from './_components/sentence'
import { ClockSection, ObjectiveSection, RuleSection } from './_components/terms'
import { Versions } from './_components/versions'

interface Props {
  params: Promise<{ contract: string }>
  searchParams: SearchParams
}

const read = cache((contractId: string) => page((api) => api.contract.get({ contractId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).contract)).contract.name }
}

/** One contract: its terms in plain words, what they cost when broken, and every version with what it changed. */
export default async function ContractDetailPage({ params, searchParams }: Props) {
  const [data, query, reader] = await Promise.all([read((await params).contract), readParams(searchParams), viewer()])
  const [{ m, locale }, { contract, client, versions }] = [reader, data]
  const shown =
    versions.find(({ number }) => number === wholeOf(query.version)) ??
    versions.find(({ phase }) => phase === 'in_force') ??
    versions[0]
  return (
    <>
      <PageHeader
        title={contract.name}
        eyebrow={
          <>
            <TextLink quiet href="/contracts">
              {m.contract.title}
            </TextLink>
            <TextLink quiet href={`/clients/${client.slug}`}>
              {client.name}
            </TextLink>
          </>
        }
        sentence={sentenceOf(data, reader)}
        actions={
          data.mayManage &&
          contract.endsOn === null && (
            <I18nProvider locale={locale} messages={pickMessages(locale, 'contract', 'promise')}>
              <ArchiveContract contractId={contract.id} name={contract.name} client={client.name} />
              <LinkButton look="primary" href={`/contracts/${contract.id}/versions/new`}>
                {m.contract.addVersion}
              </LinkButton>
            </I18nProvider>
          )
        }
      />
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {shown ? (
            <>
              <ObjectiveSection data={data} version={shown} viewer={reader} />
              <ClockSection data={data} version={shown} viewer={reader} />
              <RuleSection data={data} version={shown} viewer={reader} />
              <CreditSection data={data} version={shown} viewer={reader} />
            </>
          ) : (
            <p className="text-ink-2">{m.contract.page.noVersions}</p>
          )}
        </div>
        <Versions data={data} shown={shown?.number ?? null} viewer={reader} />
      </div>
    </>
  )
}
