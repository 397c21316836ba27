import { z } from 'zod'

/** The answer of every list: rows, and where the next page begins. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ data: z.array(row), nextCursor: z.string().nullable().describe('null: this was the last page') })
}
