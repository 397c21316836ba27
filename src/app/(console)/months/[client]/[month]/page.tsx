import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { zMonth } from '@/domain/month/schema'
import type { MonthStatement } from '@/services/month/statement'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { PageHeader } from '@/ui/primitives/page-header'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'
import { monthWords, PHASE_GLYPHS } from '../../_components/words'
import { AddendaSection } from './_components/addenda'
import { CreditSection } from './_components/credits'
import { FreezeMonth } from './_components/freeze-month'
import { freezeFacts, sentenceOf } from './_components/head'
import { IncidentSection } from './_components/incidents'
import { LedgerSection } from './_components/ledger'
import { MeasuredSection, SegmentSections } from './_components/promises'
import { ProofSection } from './_components/proof'
import { RunSection } from './_components/runs'
import { TimeSection } from './_components/time'

interface Props {
  params: Promise<{ client: string; month: string }>
}

const read = cache((client: string, month: string) => page((api) => api.month.statement({ client, month })))

async function load({ params }: Props): Promise<MonthStatement> {
  const { client, month } = await params
  if (!zMonth.safeParse(month).success) notFound()
  return read(client, month)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ client, month }, { locale }] = await Promise.all([load(props), viewer()])
  return { title: `${client.name}, ${monthWords(month, locale)}` }
}

/** The statement of a month: what was promised, what was reached, what comes back, and every row behind it. */
export default async function MonthPage(props: Props) {
  const [data, reader] = await Promise.all([load(props), viewer()])
  const { m, locale } = reader
  const { client, month, phase } = data
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'month')}>
      <PageHeader
        title={monthWords(month, locale)}
        eyebrow={
          <>
            <TextLink quiet href="/months">
              {m.month.title}
            </TextLink>
            <TextLink quiet href={`/clients/${client.slug}`}>
              {client.name}
            </TextLink>
            <State kind={PHASE_GLYPHS[phase]}>{m.month.phases[phase]}</State>
          </>
        }
        sentence={sentenceOf(data, reader)}
        actions={data.mayFreeze && phase !== 'open' && <FreezeMonth {...freezeFacts(data, reader)} />}
      />
      <div className="flex flex-col gap-8 print:gap-4">
        <SegmentSections data={data} viewer={reader} />
        <CreditSection data={data} viewer={reader} />
        <LedgerSection data={data} viewer={reader} />
        <TimeSection data={data} viewer={reader} />
        <IncidentSection data={data} viewer={reader} />
        <MeasuredSection data={data} viewer={reader} />
        <RunSection data={data} viewer={reader} />
        {data.freeze && <AddendaSection data={data} viewer={reader} />}
        <ProofSection data={data} viewer={reader} />
      </div>
    </I18nProvider>
  )
}
