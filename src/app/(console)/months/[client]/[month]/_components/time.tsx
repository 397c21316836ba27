import { REFUSALS } from '@/domain/contract/exclusion'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import type { PartProps } from './of'

/** The month's minutes: open, excluded, and maintenance that counted all the same. */
export function TimeSection({ data: { figures }, viewer }: PartProps) {
  const { m, f, locale } = viewer
  const words = m.month.statement
  const { monthMinutes, sites, maintenance } = figures.service
  const minutes = (count: number) => f(words.minutes, { count: new Intl.NumberFormat(locale).format(count) })
  const refused = REFUSALS.flatMap((reason) => {
    const count = maintenance.refused[reason] ?? 0
    return count > 0 ? [{ term: words.refusals[reason], value: minutes(count) }] : []
  })
  const items = [
    { term: words.monthTime, value: minutes(monthMinutes) },
    ...sites.map(({ name, openMinutes }) => ({ term: f(words.openTime, { site: name }), value: minutes(openMinutes) })),
    {
      term: words.maintenanceOut,
      value: <TextLink href="/maintenance">{minutes(maintenance.outMinutes)}</TextLink>,
    },
    ...refused,
  ]
  return (
    <Section title={words.time} note={figures.zone}>
      <div className="pt-2 tabular-nums">
        <DefinitionList items={items} />
      </div>
    </Section>
  )
}
