import { z } from 'zod'
import { AppError } from './errors'

const PAGE_DEFAULT = 50
const PAGE_MAX = 200

/** One page, and where the next one starts; null = this was the last. */
export interface Page<Row> {
  data: Row[]
  nextCursor: string | null
}

/** The input fields of every list with pages. */
export const pageInput = {
  cursor: z
    .string('cursor: must be nextCursor of the page before')
    .max(500, 'cursor: is not one of this list')
    .optional(),
  limit: z
    .int('limit: must be a whole number')
    .min(1, 'limit: must be at least 1')
    .max(PAGE_MAX, `limit: must be at most ${PAGE_MAX}`)
    .default(PAGE_DEFAULT),
}

/** An opaque place in a list: the sort key of the last row seen. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}

/** The sort key behind a cursor, null = from the start. Throws INVALID for anything this list did not hand out. */
export function decodeCursor<Key extends z.ZodType>(cursor: string | undefined, key: Key): z.output<Key> | null {
  if (cursor === undefined) return null
  const parsed = key.safeParse(parse(cursor))
  if (parsed.success) return parsed.data
  const detail = 'cursor: is not one of this list. Send nextCursor of the page before, unchanged.'
  throw new AppError('INVALID', detail, [{ pointer: '/cursor', detail }])
}

/** Cuts `limit + 1` rows to a page. */
export function toPage<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
): Page<Row> {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null }
}
