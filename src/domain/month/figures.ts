import type { Attainment } from '@/domain/objective/attain'
import type { ObjectiveForm } from '@/domain/objective/schema'
import type { Tally } from '@/domain/objective/tally'
import type { CreditStep } from '../contract/credit'
import type { Refusal } from '../contract/exclusion'
import type { Completeness } from '../expectation/replay'

/** Minutes are whole, rounded down from exact milliseconds; instants are ISO 8601 UTC. Names stand beside ids, so that the month can be read when they have changed. */
export interface MonthFigures {
  format: 'andon-figures/1'
  month: string
  zone: string
  from: string
  to: string
  days: number
  service: ServiceFigures
  objectives: ObjectiveFigures[]
  segments: SegmentFigures[]
  expectations: ExpectationFigures[]
  incidents: IncidentFigures[]
  credits: CreditFigures | null
  conformance: ConformanceFigures[]
  gaps: GapFigures[]
}

export interface ServiceFigures {
  monthMinutes: number
  sites: { id: string; name: string; zone: string; openMinutes: number }[]
  maintenance: { outMinutes: number; refused: Partial<Record<Refusal, number>> }
}

/** An objective over the whole month, promised or not. */
export interface ObjectiveFigures extends Tally {
  id: string
  name: string
  form: ObjectiveForm
}

export type PromiseFigures = Omit<Attainment, 'n' | 'isSmall' | 'bad'> & Tally & { id: string; targetPpm: number }

/** A stretch of the month that one contract version governs. */
export interface SegmentFigures {
  version: number
  from: string
  to: string
  days: number
  objectives: PromiseFigures[]
}

export interface ExpectationFigures extends Completeness {
  id: string
  workflowId: string
  /** the workflow's name */
  name: string
  doneTwice: number
  downtime: { ms: number; minutes: number; openMs: number; countedMs: number; countedMinutes: number }
}

export interface ClockFigures {
  elapsedMs: number
  limitMs: number
  isBreached: boolean
}

export interface IncidentFigures {
  id: string
  number: number
  workflowId: string
  expectationId: string | null
  kind: string
  openedAt: string
  resolvedAt: string | null
  occurrences: number
  response: ClockFigures | null
  update: ClockFigures | null
  resolve: ClockFigures | null
}

export interface CreditFigures {
  currency: string
  minor: number
  /** exact fractions of minor units, as text */
  sum: string
  cap: string
  isCapped: boolean
  steps: CreditStep[]
}

/** Runs of one workflow by what their definition was when they began. */
export interface ConformanceFigures {
  /** the workflow's */
  id: string
  name: string
  approved: number
  emergency: number
  unapproved: number
  zombie: number
  unidentified: number
  noBaseline: number
  manual: number
}

/** A hole in a source's own history. */
export interface GapFigures {
  id: string
  reason: string
  runs: number
  from: string | null
  to: string | null
}

/** One value that can be pointed at: `objectives/<id>/bad`, `segments/2/objectives/<id>/ppm`, `credits/minor`. */
export interface Figure {
  id: string
  value: string | number | boolean | null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Elements of a list are named by what they are, not by where they stand; a step of a calculation by its place. */
function nameOf(element: unknown, index: number): string {
  if (!isRecord(element)) return String(index)
  const name = element.id ?? element.version
  return typeof name === 'string' || typeof name === 'number' ? String(name) : String(index)
}

function walk(value: unknown, path: string): Figure[] {
  const below = (name: string) => (path === '' ? name : `${path}/${name}`)
  if (Array.isArray(value)) {
    // Two segments of one version (it came back into force) stay two.
    const names = value.map(nameOf)
    const isUnique = new Set(names).size === names.length
    return value.flatMap((each, index) => walk(each, below(isUnique ? (names[index] ?? '') : String(index))))
  }
  if (isRecord(value)) return Object.keys(value).flatMap((key) => walk(value[key], below(key)))
  if (value === undefined) return []
  return [{ id: path, value: value as Figure['value'] }]
}

/** Every value of a month with its id. */
export function figuresOf(figures: MonthFigures): Figure[] {
  return walk(figures, '')
}

export interface FigureChange {
  id: string
  before: Figure['value']
  after: Figure['value']
}

/** What differs, by id; null = was not, or is not any more. */
export function changesBetween(before: MonthFigures, after: MonthFigures): FigureChange[] {
  const [old, now] = [before, after].map((each) => new Map(figuresOf(each).map(({ id, value }) => [id, value])))
  if (!old || !now) return []
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((id) => {
    const change = { id, before: old.get(id) ?? null, after: now.get(id) ?? null }
    return change.before === change.after ? [] : [change]
  })
}
