import { z } from 'zod'
import { findProof, proofName, type Step, stepClaim } from '@/domain/host/proof'
import { FINDINGS, type Finding } from '@/domain/host/schema'
import { ownClient, withTenantSql } from '@/infra/db'
import { lookUpTxt } from '@/infra/dns'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { prepared } from '../prepared'
import { type ClaimRow, freeHost, hostFact, loadClaim, takeHost } from './store'

const spec = {
  action: 'host.check',
  can: 'brand.manage',
  plan: 'always',
  input: z.strictObject({ claimId: zId }),
} as const
const ready = z.strictObject({ claimId: zId, token: z.string(), seen: z.enum(FINDINGS).exclude(['taken']) })

async function keep(
  ctx: MutationContext,
  { id }: ClaimRow,
  { status, finding, failingSince, nextCheckAt, event }: Step,
): Promise<void> {
  const proven = event === 'proven' && { provenAt: ctx.now }
  const data = { status, finding, failingSince, nextCheckAt, checkedAt: ctx.now, ...proven }
  await ctx.tx.hostClaim.updateMany({ where: { ...ownClient(ctx), id }, data })
}

/** The proof stands, but the name is somebody's already: the claim goes on waiting. */
async function decide(ctx: MutationContext, claim: ClaimRow, seen: Exclude<Finding, 'taken'>): Promise<Step> {
  const step = stepClaim(claim, seen, ctx.now)
  if (step.event !== 'proven' || (await takeHost(ctx, claim))) return step
  return { ...stepClaim(claim, 'missing', ctx.now), finding: 'taken' }
}

const apply = mutation({ ...spec, input: ready }, async (ctx, { claimId, token, seen }) => {
  const claim = await loadClaim(ctx, claimId)
  if (claim.token !== token) throw notFound('host')
  const step = await decide(ctx, claim, seen)
  const answer = {
    claimId,
    host: claim.host,
    status: step.status,
    finding: step.finding,
    isReleased: step.event === 'released',
  }
  if (step.event === 'released') {
    await freeHost(ctx, claim)
    return audited(answer, { ...hostFact(claim), before: { status: claim.status }, after: { status: 'released' } })
  }
  await keep(ctx, claim, step)
  if (step.event === null) return unchanged(answer, 'the same as before')
  if (step.event === 'failing') await ctx.emit('host.failing', { claimId })
  return audited(answer, { ...hostFact(claim), before: { status: claim.status }, after: { status: step.status } })
})

const READ = `SELECT h.host, h.token FROM host_claim h WHERE h.tenant_id = :tenant AND h.client_id = ANY(:clients) AND h.id = $1::uuid`

/** Looks for the proof in the DNS and does what follows: the host answers, its owners are warned, or it is given back. */
export const checkHost = prepared(
  spec,
  async ({ scope }, { claimId }) => {
    const [claim] = await withTenantSql(scope, (sql) => sql<{ host: string; token: string }>(READ, [claimId]))
    if (!claim) throw notFound('host')
    return { claimId, token: claim.token, seen: findProof(await lookUpTxt(proofName(claim.host)), claim.token) }
  },
  apply,
)
