import { z } from 'zod'
import { type Sighting, sight } from '@/domain/finding/move'
import { FINDING_SUBJECTS, SEVERITIES } from '@/domain/finding/schema'
import { stateHash } from '@/domain/finding/state-hash'
import { ownClient } from '@/infra/db'
import { newId, zId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { audited, mutation, unchanged } from '../define'
import { type StandingRow, standingFinding } from './store'

const OpenInput = z.strictObject({
  /** `noun.verb-like` name of what is wrong, the key of its words in the catalogue */
  kind: z.string().min(1).max(60),
  subjectKind: z.enum(FINDING_SUBJECTS),
  subjectId: zId,
  clientId: zId,
  workflowId: zId.nullish().transform((id) => id ?? null),
  severity: z.enum(SEVERITIES),
  /** what is wrong, in figures and names; no counts or moments that change by themselves */
  facts: z.record(z.string(), z.json()),
  /** one finding stands per key */
  key: z.string().min(1).max(300),
})
type Input = z.output<typeof OpenInput>

async function create(ctx: MutationContext, input: Input, hash: string) {
  const findingId = newId()
  const { tenantId } = ctx.scope
  await ctx.tx.finding.create({
    data: {
      tenantId,
      id: findingId,
      ...input,
      stateHash: hash,
      status: 'open',
      openedAt: ctx.now,
      lastSeenAt: ctx.now,
    },
  })
  await ctx.emit('webhook.event', { type: 'finding.opened', findingId })
  const { kind, key, severity, facts, clientId } = input
  return audited(
    { findingId, isNew: true },
    { subject: { kind: 'finding', id: findingId, name: kind }, clientId, after: { key, severity, facts } },
  )
}

/** Another state under the same key: what was waived is open again, and its waiver is over. */
async function renew(ctx: MutationContext, input: Input, standing: StandingRow, how: Sighting['kind'], hash: string) {
  const { id, version, waiverId } = standing
  const { severity, facts, clientId, kind } = input
  if (how === 'reopened' && waiverId)
    await ctx.tx.waiver.updateMany({
      where: { ...ownClient(ctx), id: waiverId },
      data: { status: 'ended', endedAt: ctx.now, endedReason: 'state_changed' },
    })
  await ctx.tx.finding.updateMany({
    where: { ...ownClient(ctx), id, version },
    data: {
      severity,
      facts,
      stateHash: hash,
      status: 'open',
      waiverId: null,
      lastSeenAt: ctx.now,
      version: version + 1,
    },
  })
  if (how === 'reopened') await ctx.emit('webhook.event', { type: 'finding.opened', findingId: id })
  return audited(
    { findingId: id, isNew: how === 'reopened' },
    {
      subject: { kind: 'finding', id, name: kind },
      clientId,
      before: { status: standing.status, facts: standing.facts },
      after: { status: 'open', facts },
    },
  )
}

/** Something is not as it should be. Said again it is the same finding; a waiver holds only for the state it was given for. */
export const openFinding = mutation(
  { action: 'finding.open', can: 'governance.manage', input: OpenInput },
  async (ctx, input) => {
    const hash = stateHash(input.facts)
    const standing = await standingFinding(ctx, input.key)
    const sighting = sight(standing, hash, ctx.now)
    if (!standing) return create(ctx, input, hash)
    if (sighting.kind !== 'same') return renew(ctx, input, standing, sighting.kind, hash)
    const { id } = standing
    if (sighting.isStale)
      await ctx.tx.finding.updateMany({ where: { ...ownClient(ctx), id }, data: { lastSeenAt: ctx.now } })
    return unchanged({ findingId: id, isNew: false }, 'it stands already')
  },
)
