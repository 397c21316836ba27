import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../prisma/client'
import { pool } from './pools'

const shared = globalThis as typeof globalThis & { andonPrisma?: PrismaClient }

/** The one Prisma client, on the app role's pool. */
export function prisma(): PrismaClient {
  shared.andonPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool('andon_app'), { disposeExternalPool: false }) })
  return shared.andonPrisma
}
