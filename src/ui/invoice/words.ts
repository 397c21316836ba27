import type { InvoiceLine } from '@/domain/invoice/lines'
import { invoice as de } from '../i18n/de/invoice'
import { invoice as en } from '../i18n/en/invoice'
import { format, type Template, type Values } from '../i18n/format'
import { localeTag } from '../i18n/locale'

export type InvoiceWords = typeof en
export type InvoiceLocale = 'en' | 'de'

/** Says the amounts and lines of one invoice in one language. */
export class InvoiceTeller {
  readonly words: InvoiceWords

  constructor(
    readonly locale: InvoiceLocale,
    readonly currency: string,
    readonly digits: number,
  ) {
    this.words = (locale === 'de' ? de : en) as InvoiceWords
  }

  f(template: Template, values: Values): string {
    return format(localeTag(this.locale), template, values)
  }

  readonly number = (value: number) => new Intl.NumberFormat(localeTag(this.locale)).format(value)

  /** whole minor units as money */
  readonly money = (minor: number) =>
    new Intl.NumberFormat(localeTag(this.locale), {
      ...{ style: 'currency', currency: this.currency },
      ...{ minimumFractionDigits: this.digits, maximumFractionDigits: this.digits },
    }).format(minor / 10 ** this.digits)

  /** An exact fraction of minor units, cut off after four more decimals: shown where nothing is rounded yet. */
  exact(fraction: string): string {
    const [num = '0', den = '1'] = fraction.split('/')
    const minor = Number((BigInt(num) * 10_000n) / BigInt(den)) / 10_000
    const digits = this.digits + (Number.isInteger(minor) ? 0 : 4)
    return new Intl.NumberFormat(localeTag(this.locale), {
      ...{ style: 'currency', currency: this.currency, minimumFractionDigits: this.digits },
      maximumFractionDigits: digits,
    }).format(minor / 10 ** this.digits)
  }

  month(month: string): string {
    const shape = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
    return new Intl.DateTimeFormat(localeTag(this.locale), shape).format(new Date(`${month}-01T00:00:00Z`))
  }

  day(day: string): string {
    const shape = { dateStyle: 'medium', timeZone: 'UTC' } as const
    return new Intl.DateTimeFormat(localeTag(this.locale), shape).format(new Date(`${day}T00:00:00Z`))
  }

  line(line: InvoiceLine): string {
    const words = this.words.lines
    switch (line.kind) {
      case 'fixed':
        return line.text
      case 'workflows': {
        const { quantity, included, unitMinor } = line
        return this.f(words.workflows, {
          quantity: this.number(quantity),
          included: this.number(included),
          unit: this.money(unitMinor),
        })
      }
      case 'executions':
        return this.f(words.executions, { quantity: this.number(line.quantity), included: this.number(line.included) })
      case 'credit':
        return this.f(words.credit, { month: this.month(line.month) })
    }
  }
}
