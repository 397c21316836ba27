import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { addressProblem, skeleton, skeletonSql } from '@/domain/onboarding/address'
import { platformQuery } from '@/infra/db'
import { defaultHost } from '@/infra/public-url'
import { spendTry } from '@/infra/rate-limit'
import { query } from '../define'

export type AddressAnswer = 'free' | 'taken' | 'short' | 'digits' | 'reserved'

/** Is there a partner at this address, or one whose address looks the same? Addresses are public: this tells nobody anything new. */
export async function addressAnswer(slug: string): Promise<AddressAnswer> {
  const problem = addressProblem(slug)
  if (problem) return problem
  const [row] = await platformQuery<{ taken: boolean }>(
    `SELECT EXISTS (SELECT FROM partner p WHERE ${skeletonSql('p.slug')} = $1) OR EXISTS (SELECT FROM host h WHERE h.host = $2) AS taken`,
    [skeleton(slug), defaultHost(slug)],
  )
  return row?.taken ? 'taken' : 'free'
}

/** May this address be had? Asked while somebody types, so a caller gets many answers, but not a list of all partners. */
export const checkAddress = query(
  {
    action: 'sign-up.check-address',
    can: 'sign-in',
    input: z.strictObject({ slug: zSlug, ip: z.string().max(64).nullable() }),
  },
  async (_, { slug, ip }): Promise<{ answer: AddressAnswer }> => {
    await spendTry({ 'address.look': ip ?? 'unknown' })
    return { answer: await addressAnswer(slug) }
  },
)
