const UNITS = [
  { ms: 86_400_000, short: 'd' },
  { ms: 3_600_000, short: 'h' },
  { ms: 60_000, short: 'min' },
] as const

/** A length of time as people say it: "51 min", "1 h 39 min", "9.4 s", "820 ms". `ms` may be negative. */
export function durationWords(ms: number, locale: string): string {
  return lengthWords(ms, locale, 0)
}

/** A length of open time, "80 h" and never "3 d 8 h": a plant's day has no 24 hours, so days of it would mislead. */
export function openTimeWords(ms: number, locale: string): string {
  return lengthWords(ms, locale, 1)
}

/** `largest`: index of the largest unit that may be used. */
function lengthWords(ms: number, locale: string, largest: number): string {
  const sign = ms < 0 ? '\u2212' : ''
  const length = Math.abs(ms)
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
  if (length === 0) return '0 s'
  if (length < 1_000) return `${sign}${number(Math.round(length))} ms`
  if (length < 60_000) return `${sign}${number(length / 1_000, length < 10_000 ? 1 : 0)} s`
  const first = UNITS.findIndex((unit, index) => index >= largest && length >= unit.ms)
  const [big, small] = [UNITS[first] ?? UNITS[2], UNITS[first + 1]]
  const rest = small ? Math.floor((length % big.ms) / small.ms) : 0
  const head = `${sign}${number(Math.floor(length / big.ms))} ${big.short}`
  return small && rest > 0 ? `${head} ${number(rest)} ${small.short}` : head
}

export function Duration({ ms, locale }: { ms: number; locale: string }) {
  return <span className="whitespace-nowrap tabular-nums">{durationWords(ms, locale)}</span>
}
