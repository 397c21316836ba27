/** The fields a patch really changes, as they were and as they will be; for updates that record no more than they did. */
export interface Changes<T> {
  before: Partial<T>
  after: Partial<T>
}

function isSame(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime()
  return left === right
}

/** Compares flat rows; a field that the patch leaves undefined stays as it is. Null when nothing changes. */
export function changes<T extends object>(row: T, patch: Partial<T>): Changes<T> | null {
  const changed = (Object.keys(patch) as (keyof T)[]).filter(
    (key) => patch[key] !== undefined && !isSame(row[key], patch[key]),
  )
  if (changed.length === 0) return null
  const pick = (from: Partial<T>): Partial<T> =>
    Object.fromEntries(changed.map((key) => [key, from[key]])) as Partial<T>
  return { before: pick(row), after: pick(patch) }
}
