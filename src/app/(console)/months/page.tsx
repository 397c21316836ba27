import type { Metadata } from 'next'
import type { ClientMonths } from '@/services/month/page'
import { page } from '@/trpc/server'
import { pickMessages } from '@/ui/i18n/catalogue'
import { I18nProvider } from '@/ui/i18n/context'
import { type Viewer, viewer } from '@/ui/i18n/server'
import { EmptyState } from '@/ui/primitives/empty-state'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { PageHeader } from '@/ui/primitives/page-header'
import { Section } from '@/ui/primitives/section'
import { FilterSelect } from '../_components/filter-select'
import { readParams, type SearchParams } from '../_lib/href'
import { AutomaticSwitch } from './_components/automatic-switch'
import { MonthTable } from './_components/month-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await viewer()).m.month.title }
}

function sentenceOf(clients: readonly ClientMonths[], { m, f }: Viewer): string {
  const frozen = clients.reduce((sum, client) => sum + client.frozen.length, 0)
  const waiting = clients.reduce((sum, client) => sum + client.waiting.length, 0)
  const words = m.month.sentence
  const first = frozen === 0 ? words.none : f(words.some, { count: frozen })
  return waiting === 0 ? first : `${first} ${f(words.waiting, { count: waiting })}`
}

/** Every client's months: the open one, those that ended, and what was frozen. */
export default async function MonthsPage({ searchParams }: { searchParams: SearchParams }) {
  const client = (await readParams(searchParams)).client || null
  const [{ clients, choices, mayFreeze }, reader] = await Promise.all([
    page((api) => api.month.page({ client })),
    viewer(),
  ])
  const { m, locale } = reader
  const words = m.month
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, 'month')}>
      <PageHeader title={words.title} sentence={sentenceOf(clients, reader)} />
      {choices.length === 0 && <EmptyState title={words.emptyTitle}>{words.emptyHint}</EmptyState>}
      {choices.length > 1 && (
        <FilterBar action="/months" apply={m.common.apply}>
          <FilterSelect
            name="client"
            label={words.filters.client}
            value={client}
            all={words.filters.all}
            options={choices.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        </FilterBar>
      )}
      <div className="flex flex-col gap-8">
        {clients.map((each) => (
          <Section
            key={each.slug}
            title={each.name}
            note={each.isAutomatic ? words.automatic : words.byHand}
            aside={mayFreeze && <AutomaticSwitch clientId={each.clientId} client={each.name} isOn={each.isAutomatic} />}
          >
            <MonthTable client={each} viewer={reader} />
          </Section>
        ))}
      </div>
    </I18nProvider>
  )
}
