export type Values = Readonly<Record<string, string | number>>

/** A template in the forms of its language; `values.count` chooses. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>
export type Template = string | PluralForms

function templateOf(locale: string, template: Template, values: Values): string {
  if (typeof template === 'string') return template
  const { count } = values
  const form = typeof count === 'number' ? new Intl.PluralRules(locale).select(count) : 'other'
  return template[form] ?? template.other
}

/**
 * Fills `{name}` in a template; a template in plural forms (`{ one, other }`) is chosen by `values.count`.
 * Numbers are written in the reader's locale. A value that is not given stays visible as `{name}`, so that nobody misses it.
 */
export function format(locale: string, template: Template, values: Values): string {
  return templateOf(locale, template, values).replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    if (value === undefined) return place
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value
  })
}
