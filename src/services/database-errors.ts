import { Prisma } from '@/infra/prisma/client'
import { AppError, conflict, notFound } from '@/lib/errors'

/** Prisma code → what it means to a caller. Everything unknown stays unknown and becomes INTERNAL at the door. */
const MEANING: Record<string, () => AppError> = {
  P2002: () => new AppError('CONFLICT', 'Something with this name or key exists already. Choose another one.'),
  P2003: () => notFound('referenced record'),
  P2025: () => notFound('record'),
  P2034: () => conflict('record'),
}

/** Rejects with an AppError where the database's refusal has a meaning. Row-level security answers "not there". */
export function asAppError(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const meaning = MEANING[error.code]
    if (meaning) throw meaning()
  }
  if (error instanceof Error && /row-level security|code: "?42501/.test(error.message)) throw notFound('record')
  throw error
}
