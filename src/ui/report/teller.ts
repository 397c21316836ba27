import type { FigureId, ReportModel, ReportWords } from '@/domain/report/model'
import { paper as de } from '../i18n/de/report-paper'
import { paper as en } from '../i18n/en/report-paper'
import { format, type Template, type Values } from '../i18n/format'
import { localeTag } from '../i18n/locale'
import { durationWords, openTimeWords } from '../primitives/duration'
import { percentWords } from '../primitives/number'
import type { Cell, Tone } from './doc'

export type ReportLocale = 'en' | 'de'
export type PaperWords = typeof en

/** A report with what people wrote and where it stands. */
export interface ReportState {
  model: ReportModel
  words: ReportWords
  released: { at: Date; by: string } | null
}

const MINUTE_MS = 60_000

/** Says numbers and moments of one report in one language, in the plant's zone. */
export class Teller {
  readonly words: PaperWords
  readonly #figures: ReadonlyMap<FigureId, number | null>

  constructor(
    readonly model: ReportModel,
    readonly locale: ReportLocale,
  ) {
    this.words = (locale === 'de' ? de : en) as PaperWords
    this.#figures = new Map(model.figures.map(({ id, value }) => [id, value]))
  }

  f(template: Template, values: Values): string {
    return format(localeTag(this.locale), template, values)
  }

  value(id: FigureId): number {
    return this.#figures.get(id) ?? 0
  }

  #cell(id: FigureId, write: (value: number) => string, tone?: Tone): Cell {
    const value = this.#figures.get(id) ?? null
    return { text: value === null ? '–' : write(value), figure: id, ...(tone && { tone }) }
  }

  readonly number = (value: number) => new Intl.NumberFormat(localeTag(this.locale)).format(value)
  readonly percent = (ppm: number) => `${percentWords(ppm, localeTag(this.locale))}\u00a0%`
  readonly length = (ms: number) => openTimeWords(ms, localeTag(this.locale))

  count(id: FigureId, tone?: Tone): Cell {
    return this.#cell(id, this.number, tone)
  }
  share(id: FigureId, tone?: Tone): Cell {
    return this.#cell(id, this.percent, tone)
  }
  time(id: FigureId, tone?: Tone): Cell {
    return this.#cell(id, (ms) => (ms === 0 ? '–' : durationWords(ms, localeTag(this.locale))), tone)
  }
  minutes(id: FigureId): Cell {
    return this.#cell(id, (minutes) => (minutes === 0 ? '0 min' : this.length(minutes * MINUTE_MS)))
  }
  money(id: FigureId, currency: string): string {
    return new Intl.NumberFormat(localeTag(this.locale), { style: 'currency', currency }).format(this.value(id) / 100)
  }

  /** "3 Oct 2026, 06:10 CEST" by the plant's clock. */
  when(at: string | Date): string {
    const parts = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
    const zone = { timeZone: this.model.zone, timeZoneName: 'short' } as const
    return new Intl.DateTimeFormat(localeTag(this.locale), { ...parts, ...zone }).format(new Date(at))
  }
  /** "3 October 2026" */
  date(at: string | Date, zone = this.model.zone): string {
    const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const
    return new Intl.DateTimeFormat(localeTag(this.locale), { ...parts, timeZone: zone }).format(new Date(at))
  }
  month(): string {
    const parts = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
    return new Intl.DateTimeFormat(localeTag(this.locale), parts).format(new Date(`${this.model.month}-15T00:00:00Z`))
  }
}

/** An entry of a table of words by a key that comes from stored data; the key itself when it has none. */
export function word(table: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(table, key) ? (table[key] ?? key) : key
}
