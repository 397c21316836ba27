import { z } from 'zod'
import { PORTAL_ACCESS, type PortalAccess } from '@/domain/portal/access'
import { OverrideInput, untilProblem } from '@/domain/portal/override'
import { ownClient } from '@/infra/db'
import { randomToken, sha256 } from '@/lib/crypto'
import { AppError, conflict, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { changeClient, loadActiveClient } from '../client/store'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'

/** The portal's row, made when it is first needed, held until commit. */
async function holdPortal(ctx: MutationContext, clientId: string) {
  const where = { ...ownClient(ctx), clientId }
  await ctx.tx.portal.createMany({ data: { tenantId: ctx.scope.tenantId, clientId }, skipDuplicates: true })
  const portal = await ctx.tx.portal.findFirst({ where })
  if (!portal) throw notFound('portal')
  return portal
}
type Held = Awaited<ReturnType<typeof holdPortal>>

async function changePortal(ctx: MutationContext, { clientId, version }: Held, data: Partial<Held>): Promise<void> {
  const where = { ...ownClient(ctx), clientId, version }
  const { told: _, ...fields } = data
  const { count } = await ctx.tx.portal.updateMany({ where, data: { ...fields, version: version + 1 } })
  if (count === 0) throw conflict('portal')
}

const subjectOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'portal', id, name })

/** 256 bits of the system's random source, in letters and digits. */
const SECRET_LENGTH = 43

function newSecret(now: Date) {
  const secret = randomToken(SECRET_LENGTH)
  return { secret, stored: { linkHash: sha256(secret), linkMadeAt: now } }
}

export interface PortalOpened {
  access: PortalAccess
  /** path with a new secret, shown this once; null: none was made */
  path: string | null
}

/** Who may open the portal. For `link` a secret is made if there is none yet. */
export const setPortalAccess = mutation(
  {
    action: 'portal.setAccess',
    can: 'portal.manage',
    plan: 'always',
    input: z.strictObject({
      clientId: zId,
      access: z.enum(PORTAL_ACCESS, `access: must be one of ${PORTAL_ACCESS.join(', ')}`),
    }),
  },
  async (ctx, { clientId, access }) => {
    const client = await loadActiveClient(ctx, clientId)
    const held = await holdPortal(ctx, clientId)
    const before = client.portalPublic ? 'public' : (held.access as PortalAccess)
    if (before === access) return unchanged<PortalOpened>({ access, path: null }, 'it is so already')
    const made = access === 'link' && held.linkHash === null ? newSecret(ctx.now) : null
    await changePortal(ctx, held, { access: access === 'public' ? 'closed' : access, ...made?.stored })
    const change = { before: { portalPublic: client.portalPublic }, after: { portalPublic: access === 'public' } }
    if (client.portalPublic !== (access === 'public')) await changeClient(ctx, clientId, change)
    const path = made && `/portal/${client.slug}/key/${made.secret}`
    return audited<PortalOpened>(
      { access, path },
      { subject: subjectOf(client), clientId, before: { access: before }, after: { access } },
    )
  },
)

/** A new secret; the address with the old one ends at once. */
export const rotatePortalLink = mutation(
  { action: 'portal.rotateLink', can: 'portal.manage', plan: 'always', input: z.strictObject({ clientId: zId }) },
  async (ctx, { clientId }) => {
    const client = await loadActiveClient(ctx, clientId)
    const { secret, stored } = newSecret(ctx.now)
    await changePortal(ctx, await holdPortal(ctx, clientId), stored)
    return audited(
      { path: `/portal/${client.slug}/key/${secret}` },
      { subject: subjectOf(client), clientId, after: { linkMadeAt: ctx.now } },
    )
  },
)

/** Which steps a portal keeps to itself, with everything that is about them alone. */
export const setPortalSteps = mutation(
  {
    action: 'portal.setSteps',
    can: 'portal.manage',
    input: z.strictObject({ clientId: zId, hiddenProcessIds: z.array(zId).max(500, 'hiddenProcessIds: at most 500') }),
  },
  async (ctx, { clientId, hiddenProcessIds }) => {
    const client = await loadActiveClient(ctx, clientId)
    const held = await holdPortal(ctx, clientId)
    const known = await ctx.tx.process.findMany({
      where: { ...ownClient(ctx), clientId, id: { in: hiddenProcessIds } },
    })
    if (known.length !== new Set(hiddenProcessIds).size) throw notFound('process')
    const hidden = known.map(({ id }) => id).sort()
    await changePortal(ctx, held, { hiddenProcessIds: hidden })
    return audited(
      { hiddenProcessIds: hidden },
      {
        subject: subjectOf(client),
        clientId,
        before: { hiddenProcessIds: held.hiddenProcessIds },
        after: { hiddenProcessIds: hidden },
      },
    )
  },
)

/** Says by hand how a step is, why and until when; the plant reads it. */
export const overridePortalStep = mutation(
  { action: 'portal.override', can: 'portal.manage', plan: 'always', input: OverrideInput },
  async (ctx, { clientId, processId, state, reason, untilAt }) => {
    const problem = untilProblem(untilAt, ctx.now)
    if (problem) throw new AppError('INVALID', problem)
    await loadActiveClient(ctx, clientId)
    const process = await ctx.tx.process.findFirst({ where: { ...ownClient(ctx), clientId, id: processId } })
    if (!process) throw notFound('process')
    const where = { ...ownClient(ctx), clientId, processId, endedAt: null }
    await ctx.tx.portalOverride.updateMany({ where, data: { endedAt: ctx.now } })
    const portalOverrideId = newId()
    const who = { setBy: 'name' in ctx.actor ? ctx.actor.name : 'system', setAt: ctx.now }
    const { tenantId } = ctx.scope
    await ctx.tx.portalOverride.create({
      data: { tenantId, id: portalOverrideId, clientId, processId, state, reason, untilAt, ...who },
    })
    return audited(
      { portalOverrideId },
      { subject: { kind: 'process', id: processId, name: process.name }, clientId, after: { state, untilAt }, reason },
    )
  },
)

/** The automatic state counts again. */
export const endPortalOverride = mutation(
  {
    action: 'portal.endOverride',
    can: 'portal.manage',
    plan: 'always',
    input: z.strictObject({ portalOverrideId: zId }),
  },
  async (ctx, { portalOverrideId }) => {
    const where = { ...ownClient(ctx), id: portalOverrideId }
    const held = await ctx.tx.portalOverride.findFirst({ where })
    if (!held) throw notFound('override')
    if (held.endedAt) return unchanged({ portalOverrideId }, 'it had ended')
    await ctx.tx.portalOverride.updateMany({ where: { ...where, endedAt: null }, data: { endedAt: ctx.now } })
    const subject = { kind: 'process', id: held.processId, name: held.state }
    return audited({ portalOverrideId }, { subject, clientId: held.clientId, after: { endedAt: ctx.now } })
  },
)
