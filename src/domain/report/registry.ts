import { figuresOf, type MonthFigures } from '@/domain/month/figures'
import type { FigureId, FigureSource, ReportFigure } from './model'

type Values = ReadonlyMap<string, unknown>

/** Values under a path in which `*` stands for one name. */
function matching(values: Values, path: string): number[] {
  const [head = '', tail] = path.split('*')
  if (tail === undefined) {
    const value = values.get(path)
    return typeof value === 'number' ? [value] : []
  }
  const found: number[] = []
  for (const [id, value] of values) {
    if (typeof value !== 'number' || !id.startsWith(head) || !id.endsWith(tail)) continue
    if (!id.slice(head.length, id.length - tail.length).includes('/')) found.push(value)
  }
  return found
}

const sumOf = (values: Values, paths: readonly string[]) =>
  paths.flatMap((path) => matching(values, path)).reduce((total, value) => total + value, 0)

function median(list: readonly number[]): number | null {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

function restoreTimes({ incidents }: MonthFigures): number[] {
  return incidents.flatMap(({ openedAt, resolvedAt }) =>
    resolvedAt ? [Date.parse(resolvedAt) - Date.parse(openedAt)] : [],
  )
}

/** Reads numbers out of a frozen month by their source: when it is written, and again when somebody opens a figure. */
export class FigureReader {
  readonly #frozen: MonthFigures
  readonly #values: Values

  constructor(frozen: MonthFigures) {
    this.#frozen = frozen
    this.#values = new Map(figuresOf(frozen).map(({ id, value }) => [id, value]))
  }

  /** Null = nothing counted. Throws RangeError for a path that the month does not have, and for what is no part of it. */
  read(source: FigureSource): number | null {
    switch (source.kind) {
      case 'frozen': {
        const value = this.#values.get(source.path)
        if (value === null || typeof value === 'number') return value
        throw new RangeError(`the frozen month has no number at ${source.path}`)
      }
      case 'sum': {
        const isThere = source.paths.some((path) => matching(this.#values, path).length > 0)
        return isThere ? sumOf(this.#values, source.paths) : null
      }
      case 'share': {
        const base = sumOf(this.#values, source.base)
        return base === 0 ? null : Number((BigInt(sumOf(this.#values, source.of)) * 1_000_000n) / BigInt(base))
      }
      case 'median':
        return median(matching(this.#values, source.path))
      case 'restore':
        return median(restoreTimes(this.#frozen))
      case 'count':
        if (source.of === 'incidents') return this.#frozen.incidents.length
        throw new RangeError('changes are no part of the frozen month')
    }
  }
}

/** Names the numbers of a report in the order in which they are told: F-001, F-002, … A number told twice keeps its name. */
export class FigureRegistry {
  readonly #reader: FigureReader
  readonly #ids = new Map<string, FigureId>()
  readonly figures: ReportFigure[] = []

  constructor(frozen: MonthFigures) {
    this.#reader = new FigureReader(frozen)
  }

  /** A number of the frozen month. */
  from(source: FigureSource, href: string): FigureId {
    const key = JSON.stringify([source, href])
    return this.#ids.get(key) ?? this.#name(key, { value: this.#reader.read(source), source, href })
  }

  frozen(path: string, href: string): FigureId {
    return this.from({ kind: 'frozen', path }, href)
  }

  /** How many rows of the report itself there are. */
  changes(count: number, href: string): FigureId {
    return this.#name('changes', { value: count, source: { kind: 'count', of: 'changes' }, href })
  }

  #name(key: string, figure: Omit<ReportFigure, 'id'>): FigureId {
    const id = `F-${String(this.figures.length + 1).padStart(3, '0')}`
    this.#ids.set(key, id)
    this.figures.push({ id, ...figure })
    return id
  }

  value(id: FigureId): number | null {
    return this.figures[Number(id.slice(2)) - 1]?.value ?? null
  }
}
