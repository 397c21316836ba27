type Params = Readonly<Record<string, string | number | boolean | null | undefined>>

/** A path with its query; empty values are left out, so that one state has one address. */
export function hrefOf(path: string, params: Params): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '' && value !== false)
      query.set(name, value === true ? '1' : String(value))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** What Next gives a page: one value, several, or none. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** The first value of each parameter. */
export async function readParams(search: SearchParams): Promise<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(await search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}

/** One of a closed set, else null: a hand-made address shows everything instead of an error. */
export function oneOf<const T extends string>(allowed: readonly T[], value: string | undefined): T | null {
  return allowed.find((each) => each === value) ?? null
}

/** A whole number of at least 1, else null. */
export function wholeOf(value: string | undefined): number | null {
  return value && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null
}

/** An instant, else null. */
export function instantOf(value: string | undefined): Date | null {
  const at = value ? new Date(value) : null
  return at && Number.isFinite(at.getTime()) ? at : null
}
