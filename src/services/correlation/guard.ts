import type { Scope } from '@/domain/access/scope'
import { AppError, notFound } from '@/lib/errors'

/** Rules stand above clients and may name them. The database says the same: nobody who sees only some clients reads one. */
export function demandEveryClient({ scope }: { scope: Scope }, ruleId: string | null = null): void {
  if (scope.clientIds === null) return
  if (ruleId) throw notFound('correlation rule')
  throw new AppError(
    'FORBIDDEN',
    'Correlation rules reach across clients: only who sees every client may read or change them.',
  )
}
