import { ownClient } from '@/infra/db'
import type { Prisma } from '@/infra/prisma/client'
import { AppError, conflict, notFound } from '@/lib/errors'
import type { MutationContext } from '../context'
import { loadProcess } from '../process/store'
import { loadSite } from '../site/store'
import { loadSystem } from '../system/store'

/** A workflow inside the scope. */
export async function loadWorkflow(ctx: MutationContext, id: string) {
  const workflow = await ctx.tx.workflow.findFirst({ where: { ...ownClient(ctx), id } })
  if (!workflow) throw notFound('workflow')
  return workflow
}

/** Changes the row while it is still the version that was read. */
export async function changeWorkflow(
  ctx: MutationContext,
  workflow: { id: string; version: number },
  data: Prisma.WorkflowUncheckedUpdateManyInput,
): Promise<void> {
  const { count } = await ctx.tx.workflow.updateMany({
    where: { ...ownClient(ctx), id: workflow.id, version: workflow.version },
    data: { ...data, version: workflow.version + 1 },
  })
  if (count === 0) throw conflict('workflow')
}

/** What a workflow points at; undefined = untouched, null = none. */
export interface WorkflowReferences {
  siteId?: string | null
  processId?: string | null
  fromSystemId?: string | null
  toSystemId?: string | null
}

/** Loads every reference inside the scope; one of another client is as absent as one of another partner. */
export async function demandReferences(
  ctx: MutationContext,
  clientId: string,
  refs: WorkflowReferences,
): Promise<void> {
  const site = refs.siteId ? await loadSite(ctx, refs.siteId) : null
  const process = refs.processId ? await loadProcess(ctx, refs.processId) : null
  const from = refs.fromSystemId ? await loadSystem(ctx, refs.fromSystemId) : null
  const to = refs.toSystemId ? await loadSystem(ctx, refs.toSystemId) : null
  if (site && site.clientId !== clientId) throw notFound('site')
  if (process && process.clientId !== clientId) throw notFound('process')
  if ((from && from.clientId !== clientId) || (to && to.clientId !== clientId)) throw notFound('system')
  if (site && process && process.siteId !== site.id) {
    throw new AppError(
      'INVALID',
      `The process "${process.name}" runs at another site. Choose a process of ${site.name}, or the other site.`,
    )
  }
}
