import type { ClockFigures, ConformanceFigures, IncidentFigures, SegmentFigures } from '@/domain/month/figures'
import type {
  PromiseDays,
  PromiseLine,
  ReportFacts,
  ReportIncident,
  ReportLedgerLine,
  ReportModel,
  ReportRunLine,
} from './model'
import { FigureRegistry } from './registry'
import { risksOf } from './risks'

const RUN_KINDS = ['approved', 'emergency', 'unapproved', 'zombie', 'unidentified', 'noBaseline', 'manual'] as const

interface Telling {
  facts: ReportFacts
  book: FigureRegistry
  /** the month's page */
  page: string
}

/** Segments are named by their version, or by their place when a version came back into force. */
function segmentNames(segments: readonly SegmentFigures[]): string[] {
  const names = segments.map(({ version }) => String(version))
  return new Set(names).size === names.length ? names : names.map((_, index) => String(index))
}

function promiseLines({ facts: { figures }, book }: Telling): PromiseLine[] {
  const names = segmentNames(figures.segments)
  const known = new Map(figures.objectives.map((each) => [each.id, each]))
  return figures.segments.flatMap(({ version, from, to, objectives }, index) =>
    objectives.map(({ id, targetPpm, verdict, allowedBad, wilson }) => {
      const figure = (key: string) =>
        book.frozen(`segments/${names[index]}/objectives/${id}/${key}`, `/objectives/${id}`)
      return {
        ...{ objectiveId: id, name: known.get(id)?.name ?? id, form: known.get(id)?.form ?? 'occurrences' },
        ...{ targetPpm, verdict, allowedBad, wilson, version, from, to },
        ...{ ppm: figure('ppm'), good: figure('good'), eligible: figure('eligible'), bad: figure('bad') },
        excluded: book.from(
          { kind: 'sum', paths: [`segments/${names[index]}/objectives/${id}/excluded/*`] },
          `/objectives/${id}`,
        ),
      }
    }),
  )
}

/** Day by day where the rows still add up to what was frozen: a picture never tells another story than the table. */
function dayLines({ facts: { figures, days } }: Telling, promises: readonly PromiseLine[]): PromiseDays[] {
  const told = new Map(promises.map((line) => [line.objectiveId, line]))
  return figures.objectives.flatMap(({ id, name, eligible, good }) => {
    const line = told.get(id)
    const rows = days.get(id) ?? []
    const adds = (key: 'eligible' | 'good') => rows.reduce((sum, row) => sum + row[key], 0)
    if (!line || rows.length === 0 || adds('eligible') !== eligible || adds('good') !== good) return []
    return [
      {
        ...{ objectiveId: id, name, targetPpm: line.targetPpm },
        days: rows.map(({ maintenance, ...row }) => ({ ...row, excludedMaintenance: maintenance > 0 })),
      },
    ]
  })
}

function incidentLine({ facts, book }: Telling, incident: IncidentFigures): ReportIncident {
  const { id, number, kind, openedAt, resolvedAt } = incident
  const clock = (key: 'response' | 'resolve', clock: ClockFigures | null) =>
    clock && {
      elapsed: book.frozen(`incidents/${id}/${key}/elapsedMs`, `/incidents/${number}`),
      limitMs: clock.limitMs,
      isBreached: clock.isBreached,
    }
  const told = facts.incidents.get(id)
  return {
    ...{ number, kind, openedAt, resolvedAt, title: told?.title ?? `#${number}` },
    ...{ cause: told?.cause ?? null, clientNote: told?.clientNote ?? null },
    ...{ response: clock('response', incident.response), resolve: clock('resolve', incident.resolve) },
  }
}

const byName = <T extends { name: string; id: string }>(list: readonly T[]) =>
  list.toSorted((a, b) => (a.name === b.name ? (a.id < b.id ? -1 : 1) : a.name < b.name ? -1 : 1))

function ledgerLines({ facts: { figures }, book }: Telling): ReportLedgerLine[] {
  const told = figures.expectations.filter(({ expected, downtime }) => expected > 0 || downtime.ms > 0)
  return byName(told).map(({ id, name }) => {
    const figure = (key: string) =>
      book.frozen(`expectations/${id}/${key}`, `/expectations/${id}?day=${figures.month}-01`)
    return {
      ...{ name, expected: figure('expected'), met: figure('met'), late: figure('late') },
      ...{ missed: figure('missed'), excused: figure('excused'), downMs: figure('downtime/ms') },
    }
  })
}

const isCalm = ({ approved, ...others }: ConformanceFigures) =>
  RUN_KINDS.every((kind) => kind === 'approved' || others[kind] === 0)

function calmRuns({ facts: { figures }, book, page }: Telling): ReportModel['calmRuns'] {
  const calm = figures.conformance.filter(isCalm)
  const paths = calm.map(({ id }) => `conformance/${id}/approved`)
  return { workflows: calm.length, approved: book.from({ kind: 'sum', paths }, page) }
}

function runLines({ facts: { figures }, book, page }: Telling): ReportRunLine[] {
  return byName(figures.conformance.filter((each) => !isCalm(each))).map(({ id, name }) => {
    const figure = (key: string) => book.frozen(`conformance/${id}/${key}`, page)
    const bad = ['unapproved', 'zombie', 'unidentified'].map((key) => `conformance/${id}/${key}`)
    const [approved, emergency] = [figure('approved'), figure('emergency')]
    const unapproved = book.from({ kind: 'sum', paths: bad }, page)
    return { name, approved, emergency, unapproved, manual: figure('manual') }
  })
}

function kpiLines({ facts, book, page }: Telling): ReportModel['kpis'] {
  const sum = (...paths: string[]) => book.from({ kind: 'sum', paths }, page)
  const share = { kind: 'share', of: ['expectations/*/met'], base: ['expectations/*/expected'] } as const
  return [
    { key: 'runs', figure: sum(...RUN_KINDS.map((kind) => `conformance/*/${kind}`)) },
    { key: 'onTimePpm', figure: book.from({ ...share, of: [...share.of], base: [...share.base] }, page) },
    { key: 'incidents', figure: book.from({ kind: 'count', of: 'incidents' }, page) },
    { key: 'ackMs', figure: book.from({ kind: 'median', path: 'incidents/*/response/elapsedMs' }, page) },
    { key: 'restoreMs', figure: book.from({ kind: 'restore' }, page) },
    { key: 'downMs', figure: sum('expectations/*/downtime/openMs') },
    { key: 'manual', figure: sum('conformance/*/manual') },
    {
      key: 'unapproved',
      figure: sum('conformance/*/unapproved', 'conformance/*/zombie', 'conformance/*/unidentified'),
    },
    { key: 'changes', figure: book.changes(facts.changes.length, '/changes') },
  ]
}

/**
 * A frozen month as it is told. Pure: the same facts give the same model, byte for byte; every number in it is read out of the
 * frozen figures by its path and carries a name. Throws RangeError when the figures lack a value they should have.
 */
export function buildReport(facts: ReportFacts): ReportModel {
  const { figures, client, partner, addendum } = facts
  const book = new FigureRegistry(figures)
  const page = `/months/${client.slug}/${figures.month}`
  const telling: Telling = { facts, book, page }
  const promises = promiseLines(telling)
  const { maintenance, sites } = figures.service
  const model = {
    ...{ format: 'month-report/1' as const, client: client.name, partner, addendum },
    ...{ month: figures.month, zone: figures.zone, from: figures.from, to: figures.to },
    contractVersions: [...new Set(figures.segments.map(({ version }) => version))],
    ...{ promises, days: dayLines(telling, promises), kpis: kpiLines(telling) },
    credits: figures.credits && {
      ...{ currency: figures.credits.currency, isCapped: figures.credits.isCapped },
      minor: book.frozen('credits/minor', page),
    },
    incidents: figures.incidents.map((incident) => incidentLine(telling, incident)),
    ...{
      ledger: ledgerLines(telling),
      runs: runLines(telling),
      calmRuns: calmRuns(telling),
      changes: [...facts.changes],
      findings: [...facts.findings],
    },
    maintenance: { outMinutes: book.frozen('service/maintenance/outMinutes', page), refused: maintenance.refused },
    sites: sites.map(({ id, name, zone }) => {
      return { name, zone, openMinutes: book.frozen(`service/sites/${id}/openMinutes`, page) }
    }),
    ...{ gaps: figures.gaps.length, proof: facts.proof, addenda: [...facts.addenda] },
  }
  return { ...model, risks: risksOf(model, figures), figures: book.figures }
}
