import { performRetry } from '@/services/retry/perform'
import type { Handler } from '../handler'

export const runRetryRequested: Handler<'run.retry-requested'> = async (caller, payloads) => {
  for (const { retryId } of payloads) await performRetry(caller, retryId)
}
