import type { BurnPoint } from '@/domain/objective/burn-down'
import { EXCLUSION_REASONS, type Tally } from '@/domain/objective/tally'
import type { ObjectivePage } from '@/services/objective/get'
import { BurnDown } from '@/ui/chart/burn-down'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { type Column, DataTable } from '@/ui/table/data-table'
import { dayWords } from '../../../_components/figures'
import { signed } from '../../../_components/objective-figures'

interface Props {
  data: ObjectivePage
  viewer: Viewer
}

/** The budget of the window as a picture; the table below says the same in numbers. */
export function BurnSection({ data, viewer }: Props) {
  const { m, f, locale } = viewer
  const { burnDown, objective, standing } = data
  const words = m.promise.page
  const known = burnDown.points.filter(({ remaining }) => remaining !== null)
  const label = f(words.burnDownLabel, {
    first: signed(known[0]?.remaining ?? 0, locale),
    last: signed(known.at(-1)?.remaining ?? 0, locale),
  })
  const note = f(words.burnDownNote, {
    from: dayWords(standing.fromDay, locale),
    to: dayWords(standing.toDay, locale),
    zone: objective.zone,
  })
  return (
    <Section id="budget" title={words.burnDown} note={note}>
      <div className="pt-3">
        <BurnDown
          marks={burnDown.points}
          allowed={burnDown.allowedBad}
          label={label}
          markTitle={({ day, remaining }) => `${dayWords(day, locale)}: ${signed(remaining ?? 0, locale)}`}
        />
      </div>
      <p className="mt-1 text-12 text-ink-3">
        {objective.window.kind === 'rolling' ? words.budgetRolling : words.budgetMonth}
      </p>
    </Section>
  )
}

/** "12 off shift, 3 maintenance". */
function excludedWords({ excluded }: Tally, { m, locale }: Viewer): string {
  return EXCLUSION_REASONS.flatMap((reason) => {
    const n = excluded[reason] ?? 0
    return n > 0 ? [`${new Intl.NumberFormat(locale).format(n)} ${m.promise.reasons[reason]}`] : []
  }).join(', ')
}

function columnsOf(viewer: Viewer): Column<BurnPoint>[] {
  const { m, locale } = viewer
  const words = m.promise.page
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  return [
    { key: 'day', header: words.day, phone: 'lead', cell: ({ day }) => dayWords(day, locale) },
    { key: 'excluded', header: words.excluded, cell: ({ tally }) => excludedWords(tally, viewer) || '–' },
    { key: 'n', header: words.eligible, align: 'right', cell: ({ tally }) => number(tally.eligible) },
    { key: 'good', header: words.good, align: 'right', cell: ({ tally }) => number(tally.good) },
    {
      key: 'bad',
      header: words.bad,
      align: 'right',
      cell: ({ tally }) =>
        tally.bad > 0 ? <span className="font-semibold text-down-ink">{number(tally.bad)}</span> : number(0),
    },
    {
      key: 'remaining',
      header: words.remaining,
      align: 'right',
      cell: ({ remaining }) => signed(remaining ?? 0, locale),
    },
  ]
}

/** Every day of the window that is over or under way, latest first. */
export function DayTable({ data, viewer }: Props) {
  const { m } = viewer
  const rows = data.burnDown.points.filter(({ remaining }) => remaining !== null).reverse()
  const hasUnits = rows.some(({ tally }) => tally.eligible > 0 || Object.keys(tally.excluded).length > 0)
  return (
    <Section id="days" title={m.promise.page.days}>
      <DataTable
        caption={m.promise.page.days}
        columns={columnsOf(viewer)}
        rows={hasUnits ? rows : []}
        rowKey={({ day }) => day}
        rowHref={({ day }) => `/objectives/${data.objective.id}/days/${day}`}
        empty={<p className="py-2 text-ink-3">{m.promise.page.noDays}</p>}
      />
    </Section>
  )
}
