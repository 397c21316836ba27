import type { ObjectiveFigures, PromiseFigures } from '@/domain/month/figures'
import { EXCLUSION_REASONS, type Tally } from '@/domain/objective/tally'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { Numeral, percentWords } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { type Column, DataTable } from '@/ui/table/data-table'
import { signed } from '../../../../_components/objective-figures'
import { dateWords, ppmWords } from '../../../../contracts/_components/words'
import type { PartProps } from './of'

const GLYPHS: Record<PromiseFigures['verdict'], GlyphKind> = {
  met: 'ok',
  met_unproven: 'ok',
  missed: 'down',
  no_data: 'unknown',
  misconfigured: 'late',
}

/** "391 outside shifts, 4 maintenance" */
function excludedWords({ excluded }: Pick<Tally, 'excluded'>, { m, locale }: Viewer): string {
  const count = (n: number) => new Intl.NumberFormat(locale).format(n)
  const parts = EXCLUSION_REASONS.flatMap((reason) => {
    const n = excluded[reason] ?? 0
    return n > 0 ? [`${count(n)} ${m.month.statement.exclusions[reason]}`] : []
  })
  return parts.join(', ') || '–'
}

const reached = (ppm: number | null, locale: string) => (ppm === null ? '–' : `${percentWords(ppm, locale)} %`)

function promiseColumns(viewer: Viewer, names: ReadonlyMap<string, string>): Column<PromiseFigures>[] {
  const { m, f, locale } = viewer
  const words = m.month.statement
  return [
    {
      key: 'state',
      header: m.month.columns.state,
      className: 'sm:w-40',
      cell: ({ verdict }) => <State kind={GLYPHS[verdict]}>{m.promise.verdicts[verdict]}</State>,
    },
    { key: 'objective', header: words.objective, phone: 'lead', cell: ({ id }) => names.get(id) ?? id },
    {
      key: 'attained',
      header: words.attained,
      align: 'right',
      cell: ({ ppm, wilson, verdict }) => (
        <span className={verdict === 'missed' ? 'font-medium text-down-ink' : 'font-medium'}>
          {reached(ppm, locale)}
          {wilson && (
            <span className="block font-normal text-12 text-ink-3">
              {f(words.interval, {
                low: percentWords(wilson.lowPpm, locale),
                high: percentWords(wilson.highPpm, locale),
              })}
            </span>
          )}
        </span>
      ),
    },
    {
      key: 'target',
      header: words.target,
      align: 'right',
      cell: ({ targetPpm }) => `${ppmWords(targetPpm, locale)} %`,
    },
    {
      key: 'counted',
      header: words.counted,
      align: 'right',
      cell: ({ good, eligible }) => (
        <span className="tabular-nums">
          <Numeral value={good} locale={locale} /> / <Numeral value={eligible} locale={locale} />
        </span>
      ),
    },
    {
      key: 'bad',
      header: words.bad,
      align: 'right',
      cell: ({ bad, allowedBad }) => (
        <span className="tabular-nums">{f(words.badOf, { bad, allowed: allowedBad })}</span>
      ),
    },
    {
      key: 'left',
      header: words.left,
      align: 'right',
      cell: ({ remaining }) => (
        <span className={remaining < 0 ? 'font-medium text-down-ink' : undefined}>{signed(remaining, locale)}</span>
      ),
    },
    { key: 'excluded', header: words.excluded, cell: (row) => excludedWords(row, viewer) },
  ]
}

/** Each stretch of the month with its own promises. */
export function SegmentSections({ data: { figures }, viewer }: PartProps) {
  const { m, f, locale } = viewer
  const words = m.month.statement
  const names = new Map(figures.objectives.map(({ id, name }) => [id, name]))
  if (figures.segments.length === 0) return <p className="text-ink-2">{words.noContract}</p>
  const last = (to: string) => new Date(Date.parse(`${to}T00:00:00Z`) - 1).toISOString().slice(0, 10)
  return figures.segments.map(({ version, from, to, days, objectives }) => (
    <Section
      key={from}
      title={f(words.segment, {
        number: String(version),
        from: dateWords(from, locale),
        to: dateWords(last(to), locale),
      })}
      note={f(words.segmentDays, { count: days })}
      aside={words.promises}
    >
      <DataTable
        caption={words.promises}
        columns={promiseColumns(viewer, names)}
        rows={objectives}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/objectives/${id}`}
        empty={<p className="py-2 text-ink-2">{words.noCredits}</p>}
      />
    </Section>
  ))
}

/** What objectives measured over the whole month, promised or not. */
export function MeasuredSection({ data: { figures }, viewer }: PartProps) {
  const { m, locale } = viewer
  const words = m.month.statement
  const columns: Column<ObjectiveFigures>[] = [
    { key: 'objective', header: words.objective, phone: 'lead', cell: ({ name }) => name },
    { key: 'form', header: words.form, cell: ({ form }) => m.promise.forms[form] },
    {
      key: 'counted',
      header: words.counted,
      align: 'right',
      cell: ({ good, eligible }) => (
        <span className="tabular-nums">
          <Numeral value={good} locale={locale} /> / <Numeral value={eligible} locale={locale} />
        </span>
      ),
    },
    { key: 'excluded', header: words.excluded, cell: (row) => excludedWords(row, viewer) },
  ]
  if (figures.objectives.length === 0) return null
  return (
    <Section title={words.measured}>
      <DataTable
        caption={words.measured}
        columns={columns}
        rows={figures.objectives}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/objectives/${id}`}
        empty={null}
      />
    </Section>
  )
}
