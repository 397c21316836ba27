const MINUTE_S = 60
const PPM_PER_PERCENT = 10_000

/** "99,5" or "99.5" as parts per million; null for an empty field; undefined for what is no such number. */
export function readPercent(text: string): number | null | undefined {
  const given = text.trim().replace(',', '.')
  if (given === '') return null
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(given)) return undefined
  const ppm = Math.round(Number(given) * PPM_PER_PERCENT)
  return ppm >= 500_000 && ppm <= 1_000_000 ? ppm : undefined
}

export function percentOf(ppm: number | null): string {
  return ppm === null ? '' : String(ppm / PPM_PER_PERCENT)
}

export const minutesOf = (seconds: number) => String(Math.round(seconds / MINUTE_S))
export const secondsOf = (minutes: string) => Math.round(Number(minutes) * MINUTE_S)
