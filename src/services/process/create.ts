import { ProcessInput } from '@/domain/workflow/schema'
import { notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { loadActiveClient } from '../client/store'
import { audited, mutation } from '../define'
import { loadSite } from '../site/store'

/** Names a business process at a plant; `portalPhrase` is what the plant calls it. */
export const createProcess = mutation(
  { action: 'process.create', can: 'workflow.manage', input: ProcessInput.extend({ clientId: zId }) },
  async (ctx, { clientId, ...process }) => {
    await loadActiveClient(ctx, clientId)
    const site = await loadSite(ctx, process.siteId)
    if (site.clientId !== clientId) throw notFound('site')
    const processId = newId()
    await ctx.tx.process.create({ data: { tenantId: ctx.scope.tenantId, id: processId, clientId, ...process } })
    return audited(
      { processId, slug: process.slug },
      { subject: { kind: 'process', id: processId, name: process.name }, clientId, after: process },
    )
  },
)
