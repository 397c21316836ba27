import type { Prisma } from '../prisma/client'

/**
 * Runs `work` under the platform role inside an open tenant transaction, for the few rows that stand above a
 * partner (people, hosts, sessions, sign-in tokens). Row-level security does not narrow that role: every statement
 * names its tenant or its person itself. Never run other statements of the transaction at the same time.
 */
export async function asPlatform<T>(tx: Prisma.TransactionClient, work: () => Promise<T>): Promise<T> {
  await tx.$executeRawUnsafe('SET LOCAL ROLE andon_platform')
  try {
    return await work()
  } finally {
    // In an aborted transaction this fails, and the rollback restores the role.
    await tx.$executeRawUnsafe('SET LOCAL ROLE andon_app').catch(() => undefined)
  }
}
