import type { Metadata } from 'next'
import { cache } from 'react'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { TextLink } from '@/ui/primitives/text-link'
import { ArchiveButton } from './_components/archive-button'
import { BurnSection, DayTable } from './_components/days'
import { Figures } from './_components/figures'
import { IntervalSection, MeaningSection, PromisedSection, RuleSection } from './_components/rule'

interface Props {
  params: Promise<{ objective: string }>
}

const read = cache((objectiveId: string) => page((api) => api.objective.get({ objectiveId })))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).objective)).objective.name }
}

/** One objective: what it reached, how its budget went, the days it rests on and the rule that counted them. */
export default async function ObjectivePage({ params }: Props) {
  const [data, reader] = await Promise.all([read((await params).objective), viewer()])
  const { m, locale } = reader
  const { objective, client } = data
  const isOpen = data.mayManage && objective.archivedAt === null
  return (
    <>
      <PageHeader
        title={objective.name}
        eyebrow={
          <>
            <TextLink quiet href="/objectives">
              {m.promise.title}
            </TextLink>
            <TextLink quiet href={`/clients/${client.slug}`}>
              {client.name}
            </TextLink>
          </>
        }
        sentence={m.promise.verdictSentences[data.standing.attainment.verdict]}
        actions={
          isOpen && (
            <I18nProvider locale={locale} messages={pickMessages(locale, 'promise')}>
              <ArchiveButton objectiveId={objective.id} name={objective.name} client={client.name} />
              <LinkButton href={`/objectives/${objective.id}/edit`}>{m.promise.edit}</LinkButton>
            </I18nProvider>
          )
        }
      />
      <Figures data={data} viewer={reader} />
      <div className="mt-6 grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <BurnSection data={data} viewer={reader} />
          <DayTable data={data} viewer={reader} />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <IntervalSection data={data} viewer={reader} />
          <RuleSection data={data} viewer={reader} />
          <MeaningSection data={data} viewer={reader} />
          <PromisedSection data={data} viewer={reader} />
        </div>
      </div>
    </>
  )
}
