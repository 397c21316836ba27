import type { Metadata } from 'next'
import { cache } from 'react'
import type { ContractPage } from '@/services/contract/get'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { readParams, type SearchParams, wholeOf } from '../../_lib/href'
import { dateWords } from '../_components/words'
import { ArchiveContract } from './_components/archive-contract'
import { CreditSection } from './_components/credits'
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

function sentenceOf({ contract, versions }: ContractPage, { m, f, locale }: Viewer): string {
  const words = m.contract.page
  if (contract.phase === 'ended') return words.ended
  const inForce = versions.find(({ phase }) => phase === 'in_force')
  const planned = versions.find(({ phase }) => phase === 'planned')
  const line = (template: string, version: (typeof versions)[number]) =>
    f(template, { number: String(version.number), day: dateWords(version.effectiveFrom, locale) })
  const lines = [...(inForce ? [line(words.inForce, inForce)] : []), ...(planned ? [line(words.planned, planned)] : [])]
  if (contract.endsOn) lines.push(f(m.contract.endsOn, { day: dateWords(contract.endsOn, locale) }))
  return lines.join(' ') || words.draft
}

/** One contract: its terms in plain words, what they cost when broken, and every version with what it changed. */
export default async function ContractDetailPage({ params, searchParams }: Props) {
  const [data, query, reader] = await Promise.all([read((await params).contract), readParams(searchParams), viewer()])
  const { m, locale } = reader
  const { contract, client, versions } = data
  const wanted = wholeOf(query.version)
  const shown =
    versions.find(({ number }) => number === wanted) ??
    versions.find(({ phase }) => phase === 'in_force') ??
    versions[0]
  const isOpen = data.mayManage && contract.endsOn === null
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
          isOpen && (
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
          {shown && (
            <>
              <ObjectiveSection data={data} version={shown} viewer={reader} />
              <ClockSection data={data} version={shown} viewer={reader} />
              <RuleSection data={data} version={shown} viewer={reader} />
              <CreditSection data={data} version={shown} viewer={reader} />
            </>
          )}
          {!shown && <p className="text-ink-2">{m.contract.page.noVersions}</p>}
        </div>
        <Versions data={data} shown={shown?.number ?? null} viewer={reader} />
      </div>
    </>
  )
}
