import { own } from '@/infra/db'
import { defaultHost } from '@/infra/public-url'
import { notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** The partner's own host if it has one, else its place under the platform's domain. Stored, never taken from a request. */
export async function primaryHost(ctx: MutationContext): Promise<string> {
  const hosts = await ctx.tx.host.findMany({ where: { ...own(ctx), clientId: null }, orderBy: { host: 'asc' } })
  const ours = defaultHost('')
  const best = hosts.find(({ host }) => !host.endsWith(ours)) ?? hosts[0]
  if (!best) throw notFound('host of this partner')
  return best.host
}
