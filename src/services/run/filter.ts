import { z } from 'zod'
import { EXECUTION_STATUSES } from '@/domain/execution/merge'

/** Which of a workflow's runs: by status, and by the span in which they ended; null = not asked for. */
export const runFilter = {
  status: z
    .enum(EXECUTION_STATUSES, `status: must be one of ${EXECUTION_STATUSES.join(', ')}`)
    .nullish()
    .transform((status) => status ?? null),
  from: z
    .date('from: must be an instant')
    .nullish()
    .transform((at) => at ?? null),
  to: z
    .date('to: must be an instant')
    .nullish()
    .transform((at) => at ?? null),
}
