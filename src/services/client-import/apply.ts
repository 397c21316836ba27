import { z } from 'zod'
import type { Action } from '@/domain/client-import/plan'
import { AppError } from '@/lib/errors'
import { createClient } from '../client/create'
import type { MutationContext } from '../context'
import { mutation, unchanged } from '../define'
import { createEquipment } from '../equipment/create'
import { createSite } from '../site/create'
import { updateSite } from '../site/update'
import { createSystem } from '../system/create'
import { claimWorkflow } from '../workflow/claim'
import { createWorkflow } from '../workflow/create'
import { updateWorkflow } from '../workflow/update'
import { chunkOf, hashOf, type Ids, planNow, zFile } from './read'

const input = z.strictObject({
  text: zFile,
  chunk: z.int('chunk: must be a whole number from 0').min(0, 'chunk: must be a whole number from 0'),
  hash: z.string('hash: must be the one the dry run gave').length(64, 'hash: must be the one the dry run gave'),
})

const changed = () =>
  new AppError(
    'CONFLICT',
    'Something has changed since the dry run. Look at it again; nothing of these rows was written.',
  )

function idOf(ids: Ids, kind: string, key: string): string {
  const id = ids.get(`${kind} ${key}`)
  if (!id) throw changed()
  return id
}

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const above = (path: string) => path.slice(0, path.lastIndexOf('/'))

async function placeEquipment(
  ctx: MutationContext,
  ids: Ids,
  { path, level, name }: Extract<Action, { verb: 'equipment.create' }>,
) {
  const isArea = level === 'area'
  const siteId = idOf(ids, 'site', isArea ? above(path) : above(above(path)))
  const parentId = isArea ? null : idOf(ids, 'equipment', above(path))
  const { equipmentId } = await createEquipment.within(ctx, { siteId, parentId, level, slug: lastPart(path), name })
  ids.set(`equipment ${path}`, equipmentId)
}

type WorkflowAction = Extract<Action, { verb: 'workflow.create' | 'workflow.claim' }>

async function registerWorkflow(ctx: MutationContext, ids: Ids, action: WorkflowAction) {
  const { client, key, name, tier, site, system } = action
  const siteId = site === null ? null : idOf(ids, 'site', `${client}/${site}`)
  const toSystemId = system === null ? null : idOf(ids, 'system', `${client}/${system}`)
  const facts = {
    name,
    tier,
    siteId,
    toSystemId,
    processId: null,
    fromSystemId: null,
    ownerName: null,
    impactNote: null,
  }
  if (action.verb === 'workflow.claim') {
    await claimWorkflow.within(ctx, { workflowId: idOf(ids, 'workflow', `${client}/${key}`), ...facts })
    return
  }
  const { workflowId } = await createWorkflow.within(ctx, { clientId: idOf(ids, 'client', client), key, ...facts })
  ids.set(`workflow ${client}/${key}`, workflowId)
}

/** One action through its own verb, which writes its own record. */
async function act(ctx: MutationContext, ids: Ids, action: Action): Promise<void> {
  switch (action.verb) {
    case 'client.create': {
      const { clientId } = await createClient.within(ctx, { slug: action.client, name: action.name })
      ids.set(`client ${action.client}`, clientId)
      return
    }
    case 'site.create': {
      const { client, site: slug, name, city, zone } = action
      const { siteId } = await createSite.within(ctx, { clientId: idOf(ids, 'client', client), slug, name, city, zone })
      ids.set(`site ${client}/${slug}`, siteId)
      return
    }
    case 'site.update': {
      const { verb: _, client, site, ...patch } = action
      await updateSite.within(ctx, { siteId: idOf(ids, 'site', `${client}/${site}`), ...patch })
      return
    }
    case 'equipment.create':
      return placeEquipment(ctx, ids, action)
    case 'system.create': {
      const { client, name, kind } = action
      const { systemId } = await createSystem.within(ctx, { clientId: idOf(ids, 'client', client), name, kind })
      ids.set(`system ${client}/${name}`, systemId)
      return
    }
    case 'workflow.update': {
      const { verb: _, client, key, site, ...patch } = action
      const siteId = site ? { siteId: idOf(ids, 'site', `${client}/${site}`) } : {}
      await updateWorkflow.within(ctx, { workflowId: idOf(ids, 'workflow', `${client}/${key}`), ...patch, ...siteId })
      return
    }
    default:
      return registerWorkflow(ctx, ids, action)
  }
}

/**
 * Does what the dry run showed for a hundred rows, in one transaction, or nothing: anything that is another by now is a
 * CONFLICT. Chunks are applied in order; one that was applied already plans nothing more, so a broken import is begun anew.
 */
export const applyImport = mutation(
  { action: 'client-import.apply', can: 'client.manage', input },
  async (ctx, { text, chunk, hash }) => {
    const plan = await planNow(ctx, text)
    if (hashOf(plan, chunk) !== hash) throw changed()
    const rows = chunkOf(plan.rows, chunk)
    for (const { actions } of rows) for (const action of actions) await act(ctx, plan.ids, action)
    const done = rows.filter(({ actions }) => actions.length > 0).length
    return unchanged({ rows: rows.length, done }, 'every verb it calls writes its own record')
  },
)
