/** A ratio given in parts per million, floored to two digits: 100 % only when nothing was bad. */
export function percentWords(ppm: number, locale: string): string {
  const hundredths = Math.floor(ppm / 100)
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(hundredths / 100)
}

/** A count or measure in the reader's digits. */
export function Numeral({ value, digits = 0, locale }: { value: number; digits?: number; locale: string }) {
  return (
    <span className="tabular-nums">
      {new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)}
    </span>
  )
}
