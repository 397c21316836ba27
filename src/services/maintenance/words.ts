import { z } from 'zod'

/** What is done, for the approver and the plant. */
export const zWork = z
  .string('work: must be text')
  .trim()
  .min(3, 'work: say what is done, in at least 3 characters')
  .max(2_000, 'work: must have at most 2000 characters')

/** Why a window is changed or cancelled. */
export const zEditReason = z
  .string()
  .trim()
  .min(3, 'reason: say why, in at least 3 characters')
  .max(500, 'reason: must have at most 500 characters')
