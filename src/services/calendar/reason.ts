import { z } from 'zod'

/** Why the past is corrected, in words that an auditor understands. */
export const zReason = z
  .string()
  .trim()
  .min(5, 'reason: say why in at least 5 characters')
  .max(500, 'reason: must have at most 500 characters')
  .nullish()
  .transform((reason) => reason ?? null)
