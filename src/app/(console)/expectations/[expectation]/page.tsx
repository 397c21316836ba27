import type { Metadata } from 'next'
import { cache } from 'react'
import { can } from '@/domain/access/actor'
import { page, requireSession } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { viewer } from '@/ui/i18n/server'
import { LinkButton } from '@/ui/primitives/link-button'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { dayWords } from '../../_components/figures'
import { scheduleSentence } from '../../_components/schedule'
import { readParams, type SearchParams } from '../../_lib/href'
import { DeclareForm } from './_components/declare-form'
import { Eyebrow } from './_components/eyebrow'
import { LedgerDays } from './_components/ledger-days'
import { SlotTable } from './_components/slot-table'
import { Standing } from './_components/standing'
import { completenessSentence } from './_components/words'

interface Props {
  params: Promise<{ expectation: string }>
  searchParams: SearchParams
}

const read = cache((expectationId: string, day: string | null) =>
  page((api) => api.expectation.get({ expectationId, day })),
)

async function given({ params, searchParams }: Props) {
  const [{ expectation }, { day }] = await Promise.all([params, readParams(searchParams)])
  return read(expectation, day && /^\d{4}-\d\d-\d\d$/.test(day) ? day : null)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ m, f }, { workflow }] = await Promise.all([viewer(), given(props)])
  return { title: f(m.expectation.page.title, { workflow: workflow.name }) }
}

/** What is owed, what became of it day by day, and the rule that says so. */
export default async function ExpectationPage(props: Props) {
  const [reader, shown, { actor }] = await Promise.all([viewer(), given(props), requireSession()])
  const { m, f, locale } = reader
  const { rule, workflow, slots, day, today } = shown
  const words = m.expectation.page
  const mayManage = can(actor, 'expectation.manage')
  return (
    <>
      <PageHeader
        eyebrow={<Eyebrow workflow={workflow} />}
        title={f(words.title, { workflow: workflow.name })}
        sentence={scheduleSentence(rule, reader)}
        actions={
          mayManage && <LinkButton href={`/workflows/${workflow.id}/edit#expectations`}>{words.change}</LinkButton>
        }
      />
      <Standing shown={shown} viewer={reader} />
      <div className="mt-6 grid gap-x-12 gap-y-8 xl:grid-cols-[minmax(0,1fr)_30rem]">
        <Section
          title={day === today ? words.today : f(words.onDay, { day: dayWords(day, locale) })}
          note={completenessSentence(slots, reader)}
        >
          <SlotTable shown={shown} viewer={reader} />
        </Section>
        <div className="grid content-start gap-8">
          <Section title={words.days} note={words.daysNote}>
            <LedgerDays shown={shown} viewer={reader} />
          </Section>
          {rule.kind === 'list' && mayManage && (
            <Section title={words.declare} note={words.declareNote}>
              <I18nProvider locale={locale} messages={pickMessages(locale, 'expectation')}>
                <DeclareForm expectationId={rule.id} />
              </I18nProvider>
            </Section>
          )}
        </div>
      </div>
    </>
  )
}
