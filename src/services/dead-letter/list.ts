import { z } from 'zod'
import { isSettled, redacted, tryProblem } from '@/domain/dead-letter/redact'
import { query } from '../define'
import { type DeadLetter, loadDeadLetters } from './store'

export interface DeadLetterRow extends Omit<DeadLetter, 'payload' | 'sourceId'> {
  /** what the event is about */
  shown: Record<string, string>
  /** names of its other fields; their values are seen by opening it, which is recorded */
  hidden: string[]
  isSettled: boolean
  mayRetry: boolean
}

/** Events that could not be taken in, open ones first, without what is in them. */
export const listDeadLetters = query(
  { action: 'deadLetter.list', can: 'event.inspect', input: z.strictObject({}) },
  async (ctx): Promise<{ rows: DeadLetterRow[] }> => {
    const letters = await loadDeadLetters(ctx.sql)
    const rows = letters.map(({ payload, sourceId: _, ...letter }) => ({
      ...letter,
      ...redacted(payload),
      isSettled: isSettled(letter),
      mayRetry: tryProblem(letter) === null,
    }))
    return { rows }
  },
)
