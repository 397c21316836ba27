import { logger } from '@/infra/logger'
import { AppError } from '@/lib/errors'

/** An error nobody foresaw: logged whole, shown as a reference to the log line. */
export function unexpected(error: unknown, requestId: string): AppError {
  logger.error({ err: error, requestId }, 'request failed')
  return new AppError('INTERNAL', `This did not work, and it is our fault. Tell us this reference: ${requestId}.`)
}
