import type { ClockTerms, ContractVersion } from '@/domain/contract/schema'
import type { ContractPage } from '@/services/contract/get'
import type { Viewer } from '@/ui/i18n/server'
import { openTimeWords } from '@/ui/primitives/duration'
import { percentWords } from '@/ui/primitives/number'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { type Column, DataTable } from '@/ui/table/data-table'
import { moneyWords, ppmWords } from '../../_components/words'

export interface TermsProps {
  data: ContractPage
  version: ContractVersion
  viewer: Viewer
}

/** What is owed in numbers, with what is reached now beside it. */
export function ObjectiveSection({ data, version, viewer }: TermsProps) {
  const { m, f, locale } = viewer
  const words = m.contract.page
  const { terms } = version
  const fee = f(words.feeValue, { fee: moneyWords(terms.feeMinor, terms.currency, locale) })
  return (
    <Section title={words.objectives} note={f(words.shown, { number: String(version.number) })} aside={fee}>
      {terms.objectives.length === 0 && <p className="py-2 text-ink-2">{words.noObjectives}</p>}
      {terms.objectives.map(({ objectiveId, targetPpm, sharePpm }) => {
        const known = data.objectives.find(({ id }) => id === objectiveId)
        return (
          <p key={objectiveId} className="border-line border-b py-1.5">
            <TextLink quiet href={`/objectives/${objectiveId}`}>
              {f(words.objectiveLine, { name: known?.name ?? objectiveId, target: ppmWords(targetPpm, locale) })}
            </TextLink>
            <span className="block text-12 text-ink-3">
              {known?.ppm !== null && known !== undefined
                ? f(words.objectiveNow, { now: percentWords(known.ppm, locale), bad: known.bad, n: known.n })
                : m.promise.verdicts.no_data}
              {sharePpm < 1_000_000 && ` · ${f(words.share, { share: ppmWords(sharePpm, locale) })}`}
            </span>
          </p>
        )
      })}
    </Section>
  )
}

function clockColumns({ m, f, locale }: Viewer): Column<ClockTerms>[] {
  const words = m.contract.page
  const limit = (seconds: number | null) =>
    seconds === null ? <span className="text-ink-3">{words.notPromised}</span> : openTimeWords(seconds * 1000, locale)
  return [
    {
      key: 'tier',
      header: f(words.tier, { tier: '' }).trim(),
      phone: 'lead',
      cell: ({ tier }) => (
        <span>
          {f(words.tier, { tier })}{' '}
          <span className="text-12 text-ink-3">{words.tierWords[tier as keyof typeof words.tierWords]}</span>
        </span>
      ),
    },
    { key: 'response', header: words.response, align: 'right', cell: ({ responseS }) => limit(responseS) },
    { key: 'update', header: words.update, align: 'right', cell: ({ updateS }) => limit(updateS) },
    { key: 'resolve', header: words.resolve, align: 'right', cell: ({ resolveS }) => limit(resolveS) },
  ]
}

/** Response, update and resolution per tier. */
export function ClockSection({ version, viewer }: TermsProps) {
  const { m, f } = viewer
  const words = m.contract.page
  const { clocks } = version.terms
  const note = f(clocks.time === 'plant' ? words.clocksPlant : words.clocksAlways, { pct: clocks.atRiskPct })
  return (
    <Section title={words.clocks} note={note}>
      <DataTable
        caption={words.clocks}
        columns={clockColumns(viewer)}
        rows={clocks.tiers}
        rowKey={({ tier }) => String(tier)}
        empty={<p className="py-2 text-ink-2">{words.noClocks}</p>}
      />
    </Section>
  )
}

/** Maintenance and pauses, in sentences. */
export function RuleSection({ version, viewer }: TermsProps) {
  const { m, f } = viewer
  const words = m.contract.page
  const { maintenance, pauses } = version.terms
  const reasons = pauses.reasons.map((reason) => m.promise.clocks.pauseReasons[reason]).join(', ')
  const cap = maintenance.monthlyCapMinutes
  const lines = [
    maintenance.counts === 'out' ? f(words.maintenanceOut, { hours: maintenance.noticeHours }) : words.maintenanceIn,
    ...(maintenance.counts === 'out'
      ? [cap === null ? words.maintenanceNoCap : f(words.maintenanceCap, { minutes: cap })]
      : []),
    pauses.counts === 'out' ? words.pausesOut : words.pausesIn,
    reasons ? f(words.pauseReasons, { reasons }) : words.noPauseReasons,
  ]
  return (
    <Section title={words.maintenance}>
      {lines.map((line) => (
        <p key={line} className="border-line border-b py-1.5 text-ink-2">
          {line}
        </p>
      ))}
    </Section>
  )
}
