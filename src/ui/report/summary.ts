import type { KpiKey, ReportModel } from '@/domain/report/model'
import type { Teller } from './teller'

/** Promises by name over all stretches of the month: one that was missed in any of them is missed. */
function judged({ promises }: ReportModel) {
  const counted = promises.filter(({ verdict }) => verdict !== 'no_data' && verdict !== 'misconfigured')
  const ids = [...new Set(counted.map(({ objectiveId }) => objectiveId))]
  const missed = new Set(counted.filter(({ verdict }) => verdict === 'missed').map(({ objectiveId }) => objectiveId))
  return { count: ids.length, kept: ids.length - missed.size }
}

function promiseSentences(teller: Teller): string[] {
  const { model, words } = teller
  const { count, kept } = judged(model)
  if (count === 0) return [words.summary.noPromises]
  const head = kept === count ? teller.f(words.summary.kept, { count }) : teller.f(words.summary.some, { kept, count })
  const details = model.promises.flatMap((line) => {
    const { name, targetPpm, allowedBad, verdict } = line
    const counts = { name, eligible: teller.value(line.eligible), bad: teller.value(line.bad), allowed: allowedBad }
    const ratio = { reached: teller.percent(teller.value(line.ppm)), target: teller.percent(targetPpm) }
    if (verdict === 'missed') return [teller.f(words.summary.missed, { ...counts, ...ratio })]
    return verdict === 'met_unproven' ? [teller.f(words.summary.unproven, counts)] : []
  })
  return [[head, ...details.slice(0, 3)].join(' ')]
}

function kpi(teller: Teller, key: KpiKey): number | null {
  const line = teller.model.kpis.find((each) => each.key === key)
  return teller.model.figures.find(({ id }) => id === line?.figure)?.value ?? null
}

function incidentSentences(teller: Teller): string {
  const { incidents } = teller.model
  const words = teller.words.summary
  if (incidents.length === 0) return words.incidentsNone
  const restore = kpi(teller, 'restoreMs')
  const breached = incidents.filter(({ response, resolve }) => response?.isBreached || resolve?.isBreached).length
  return [
    teller.f(words.incidents, { count: incidents.length }),
    ...(restore !== null && incidents.length > 1 ? [teller.f(words.restored, { time: teller.length(restore) })] : []),
    ...(breached > 0 ? [teller.f(words.breached, { count: breached })] : []),
  ].join(' ')
}

/** The month in sentences, made from its figures alone: the same figures say the same words. */
export function summaryOf(teller: Teller): string[] {
  const { model } = teller
  const words = teller.words.summary
  const onTime = kpi(teller, 'onTimePpm')
  const expected = model.ledger.reduce((sum, line) => sum + teller.value(line.expected), 0)
  // Null: no version of any run was looked at. Then nothing is claimed.
  const unapproved = kpi(teller, 'unapproved')
  const open = model.findings.filter(({ status }) => status === 'open').length
  const governance = [
    ...(model.changes.length > 0 ? [teller.f(words.changes, { count: model.changes.length })] : []),
    ...(unapproved === null
      ? []
      : [unapproved > 0 ? teller.f(words.unapproved, { count: unapproved }) : words.allApproved]),
    ...(open > 0 ? [teller.f(words.findings, { count: open })] : []),
  ]
  const { credits } = model
  const hasCredit = credits !== null && teller.value(credits.minor) > 0
  return [
    ...promiseSentences(teller),
    [
      ...(onTime === null ? [] : [teller.f(words.onTime, { share: teller.percent(onTime), expected })]),
      incidentSentences(teller),
      ...(hasCredit ? [teller.f(words.credit, { amount: teller.money(credits.minor, credits.currency) })] : []),
    ].join(' '),
    governance.join(' '),
  ].filter((text) => text !== '')
}
