import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'

/** A plant inside the scope. */
export async function loadSite(ctx: MutationContext, id: string) {
  const site = await ctx.tx.site.findFirst({ where: { ...ownClient(ctx), id } })
  if (!site) throw notFound('site')
  return site
}

type SiteRow = Awaited<ReturnType<typeof loadSite>>

/** Changes the row while it is still as it was read. */
export async function changeSite(
  ctx: MutationContext,
  id: string,
  { before, after }: { before: Partial<SiteRow>; after: Partial<SiteRow> },
): Promise<void> {
  const { count } = await ctx.tx.site.updateMany({ where: { AND: [ownClient(ctx), { ...before, id }] }, data: after })
  if (count === 0) throw conflict('site')
}
