import { AppError } from '@/lib/errors'

/** A key that is born expired is a mistake. */
export function demandFuture(expiresAt: Date | null, now: Date): void {
  if (expiresAt && expiresAt <= now)
    throw new AppError('INVALID', 'expiresAt: must lie in the future, or be left empty')
}
