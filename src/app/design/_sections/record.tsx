import { DefinitionList } from '@/ui/primitives/definition-list'
import { Duration } from '@/ui/primitives/duration'
import { EmptyState } from '@/ui/primitives/empty-state'
import { Field } from '@/ui/primitives/field'
import { FilterBar } from '@/ui/primitives/filter-bar'
import { Select, TextInput } from '@/ui/primitives/inputs'
import { LinkButton } from '@/ui/primitives/link-button'
import { Note } from '@/ui/primitives/note'
import { Numeral, percentWords } from '@/ui/primitives/number'
import { PageHeader } from '@/ui/primitives/page-header'
import { Pagination } from '@/ui/primitives/pagination'
import { PlantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { Tabs } from '@/ui/primitives/tabs'
import { Timeline } from '@/ui/primitives/timeline'
import { BRAND, NOW, ZONE } from '../_lib/sample'
import type { View } from '../_lib/view'

const MINUTE_MS = 60_000

export function Record({ m, f, locale }: View) {
  const words = m.design.note
  const at = (minutes: number) => (
    <PlantTime at={new Date(NOW.getTime() - minutes * MINUTE_MS)} zone={ZONE} locale={locale} />
  )
  const entries = [
    {
      id: 'a',
      time: at(11),
      content: (
        <Note audience="internal" label={f(words.internalLabel, { brand: BRAND.brandName })} author="Ben Okafor">
          {words.internal}
        </Note>
      ),
    },
    {
      id: 'b',
      time: at(14),
      content: (
        <Note audience="client" label={words.clientLabel} author={words.readers}>
          {words.client}
        </Note>
      ),
    },
    { id: 'c', time: at(47), content: words.acknowledged },
    { id: 'd', time: at(51), content: words.opened },
  ]
  return <Timeline entries={entries} />
}

export function Numbers({ m, locale }: View) {
  const words = m.design
  const lengths = [820, 9_400, 31_000, 51 * MINUTE_MS, 99 * MINUTE_MS, 50 * 3_600_000, -6 * MINUTE_MS]
  return (
    <div className="flex flex-col gap-2 pt-3">
      <DefinitionList
        items={[
          {
            term: words.instant,
            value: <PlantTime at={NOW} zone={ZONE} viewerZone="America/Chicago" locale={locale} detail="full" />,
          },
          { term: m.common.time, value: <PlantTime at={NOW} zone={ZONE} locale={locale} detail="seconds" /> },
          { term: words.number, value: <Numeral value={1749} locale={locale} /> },
          { term: words.ratio, value: `${percentWords(993_099, locale)} %` },
        ]}
      />
      <p className="flex flex-wrap gap-x-6">
        <span className="text-ink-3">{words.durations}</span>
        {lengths.map((ms) => (
          <Duration key={ms} ms={ms} locale={locale} />
        ))}
      </p>
    </div>
  )
}

export function PageParts({ m, twin = '' }: View) {
  const words = m.design
  return (
    <div className="pt-4">
      <PageHeader
        heading="h3"
        eyebrow={<span>Brückner Pumpen</span>}
        title={
          <>
            {words.sample} <State kind="down">{m.state.down}</State>
          </>
        }
        sentence={words.note.opened}
        actions={<LinkButton href="#page">{words.secondary}</LinkButton>}
      />
      <DefinitionList
        items={[
          { term: words.facts.owner, value: 'K. Albrecht' },
          { term: words.facts.tier, value: words.factValues.tier },
          { term: words.facts.runs, value: words.factValues.runs },
          { term: words.facts.id, value: <code>asn-outbound</code> },
        ]}
      />
      <div className="h-4" />
      <Tabs
        label={`${words.sections.page} ${twin}`.trim()}
        tabs={[
          { href: '#runs', label: words.tabs.runs, isCurrent: true },
          { href: '#changes', label: words.tabs.changes, isCurrent: false },
          { href: '#rules', label: words.tabs.rules, isCurrent: false },
        ]}
      />
      <FilterBar action="/design" apply={m.common.apply}>
        <Field label={m.common.state}>
          {(control) => (
            <Select {...control} name="state">
              <option value="">{m.common.all}</option>
              <option value="down">{m.state.down}</option>
              <option value="late">{m.state.late}</option>
            </Select>
          )}
        </Field>
        <Field label={words.field.search}>{(control) => <TextInput {...control} name="q" type="search" />}</Field>
      </FilterBar>
      <EmptyState
        title={words.emptyTitle}
        action={
          <LinkButton href="#page" look="primary">
            {words.emptyAction}
          </LinkButton>
        }
      >
        {words.emptyHint}
      </EmptyState>
      <Pagination
        newerHref="#newer"
        olderHref="#older"
        newer={`${m.common.newer} ${twin}`.trim()}
        older={m.common.older}
      />
    </div>
  )
}
