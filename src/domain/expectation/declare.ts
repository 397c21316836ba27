import { z } from 'zod'

const MAX = 1_000

const zRef = z
  .string('ref: must be text')
  .trim()
  .min(1, 'ref: must not be empty')
  .max(200, 'ref: must have at most 200 characters')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'ref: must not contain control characters')

/** Something owed by name: a delivery, an order, and when it is due. */
export const OwedInput = z.strictObject({
  dueAt: z.coerce.date('dueAt: must be an instant, e.g. 2026-11-24T21:30:00+01:00'),
  ref: zRef,
})
export type OwedInput = z.output<typeof OwedInput>

/** Either a list, or the same as CSV: one `instant,reference` per line, with or without a heading. */
export const OwedList = z.union(
  [
    z.strictObject({
      obligations: z.array(OwedInput).min(1, 'obligations: name at least one').max(MAX, `obligations: at most ${MAX}`),
    }),
    z.strictObject({ csv: z.string().min(1, 'csv: must not be empty').max(200_000, 'csv: is too long') }),
  ],
  'give "obligations" (a list of {dueAt, ref}) or "csv" (lines of dueAt,ref)',
)
export type OwedList = z.output<typeof OwedList>

export type ReadOwed = { owed: OwedInput[]; error?: undefined } | { error: string; owed?: undefined }

const unquote = (field: string) => {
  const text = field.trim()
  return text.startsWith('"') && text.endsWith('"') && text.length > 1 ? text.slice(1, -1).replaceAll('""', '"') : text
}

/** The instant and the reference of a line; a reference may hold commas. */
function fieldsOf(line: string): [string, string] {
  const at = line.search(/[,;\t]/)
  return at < 0 ? [unquote(line), ''] : [unquote(line.slice(0, at)), unquote(line.slice(at + 1))]
}

/** The list a caller gave; the message names the line that cannot be read. */
export function readOwed(list: OwedList): ReadOwed {
  if ('obligations' in list) return { owed: list.obligations }
  const lines = list.csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ text, number: index + 1 }))
  const filled = lines.filter(({ text }) => text.trim() !== '')
  const [first] = filled
  // A heading has no instant in its first field.
  const hasHeading = first !== undefined && /^[a-z_ -]+$/i.test(fieldsOf(first.text)[0])
  const owed: OwedInput[] = []
  for (const { text, number } of hasHeading ? filled.slice(1) : filled) {
    const [dueAt, ref] = fieldsOf(text)
    const parsed = OwedInput.safeParse({ dueAt: /^\d{4}-\d\d-\d\dT/.test(dueAt) ? dueAt : 'no instant', ref })
    if (!parsed.success) return { error: `csv, line ${number}: ${parsed.error.issues[0]?.message}` }
    owed.push(parsed.data)
  }
  if (owed.length === 0) return { error: 'csv: holds no line with an instant and a reference' }
  return owed.length > MAX ? { error: `csv: at most ${MAX} lines at a time` } : { owed }
}
