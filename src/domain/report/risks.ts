import type { MonthFigures } from '@/domain/month/figures'
import type { ReportModel, Risk } from './model'

const MOST = 12
/** Of a promise's allowed failures, the part after which the next month deserves a look. */
const NEARLY_SPENT = 0.7

type Told = Pick<ReportModel, 'promises' | 'incidents' | 'findings' | 'runs'>

function promiseRisks({ promises }: Told, figures: MonthFigures): Risk[] {
  const bads = new Map(figures.objectives.map(({ id, bad }) => [id, bad]))
  return promises.flatMap(({ name, verdict, ppm, bad, allowedBad, objectiveId }): Risk[] => {
    if (verdict === 'missed') return [{ kind: 'missed', name, figure: ppm }]
    if (verdict === 'met_unproven') return [{ kind: 'unproven', name, figure: ppm }]
    const isNear = allowedBad > 0 && (bads.get(objectiveId) ?? 0) >= allowedBad * NEARLY_SPENT
    return isNear ? [{ kind: 'budget', name, figure: bad }] : []
  })
}

function governanceRisks({ findings, runs }: Told, figures: MonthFigures): Risk[] {
  const bad = new Map(figures.conformance.map((each) => [each.name, each.unapproved + each.zombie + each.unidentified]))
  return [
    ...runs.flatMap(({ name, unapproved }): Risk[] =>
      (bad.get(name) ?? 0) > 0 ? [{ kind: 'unapproved', name, figure: unapproved }] : [],
    ),
    ...findings.flatMap(({ status, severity, subject, kind, waiver }): Risk[] => {
      if (status === 'open' && severity !== 'low') return [{ kind: 'open_finding', subject, finding: kind }]
      return status === 'waived' && waiver ? [{ kind: 'waiver_ends', subject, at: waiver.expiresAt }] : []
    }),
  ]
}

/** What the figures say may go wrong next; the worst first, twelve at most. People add what figures cannot know. */
export function risksOf(told: Told, figures: MonthFigures): Risk[] {
  const open = told.incidents.flatMap(({ number, title, resolvedAt }): Risk[] =>
    resolvedAt ? [] : [{ kind: 'open_incident', number, title }],
  )
  const lost = figures.gaps.reduce((sum, { runs }) => sum + runs, 0)
  const gaps: Risk[] = lost > 0 ? [{ kind: 'gap', runs: lost }] : []
  return [...promiseRisks(told, figures), ...open, ...governanceRisks(told, figures), ...gaps].slice(0, MOST)
}
