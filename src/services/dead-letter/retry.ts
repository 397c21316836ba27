import { z } from 'zod'
import { tryProblem } from '@/domain/dead-letter/redact'
import { sha256 } from '@/lib/crypto'
import { AppError, notFound } from '@/lib/errors'
import { newId, zId } from '@/lib/ids'
import { canonicalJson, parseJson } from '@/lib/json'
import type { AuditFact } from '../audit/append'
import type { MutationContext } from '../context'
import { audited, mutation, type Outcome } from '../define'
import { ingestEvents } from '../execution/ingest'
import { type DeadLetter, loadDeadLettersById } from './store'

const AT_ONCE = 100
const PAYLOAD_MAX = 256 * 1024

const Input = z.strictObject({
  deadLetterIds: z
    .array(zId)
    .min(1, 'deadLetterIds: name at least one')
    .max(AT_ONCE, `deadLetterIds: name at most ${AT_ONCE}`),
  /** other content for the one event named, as JSON text */
  payload: z.string().max(PAYLOAD_MAX, 'payload: is too long').nullish(),
  reason: z
    .string()
    .trim()
    .min(3, 'reason: say why in a few words')
    .max(500, 'reason: must have at most 500 characters'),
})

export type TryOutcome = 'accepted' | 'duplicate' | 'conflict' | 'rejected'
export interface Tried {
  deadLetterId: string
  outcome: TryOutcome
  problem: string | null
}

/** Two people at the same letters: one after the other. */
async function lock({ sql, scope }: MutationContext): Promise<void> {
  await sql(`SELECT pg_advisory_xact_lock(hashtextextended('dead letters ' || $1::text, 0))::text`, [scope.tenantId])
}

/** The normal way in, with the keys that the sender gave: what is there already stays once. */
async function send(ctx: MutationContext, letter: DeadLetter, event: unknown): Promise<Omit<Tried, 'deadLetterId'>> {
  const caller = { ...ctx, actor: { kind: 'system' as const, name: ctx.actor.name } }
  const { clientId, sourceId } = letter
  const { accepted, duplicates, conflicts, rejected } = await ingestEvents(caller, {
    clientId,
    sourceId,
    events: [event],
  })
  const problem = rejected[0]?.reason ?? null
  if (accepted > 0) return { outcome: 'accepted', problem }
  if (duplicates > 0) return { outcome: 'duplicate', problem }
  return { outcome: conflicts > 0 ? 'conflict' : 'rejected', problem }
}

function eventOf(letter: DeadLetter, payload: string | null): unknown {
  if (payload === null) return letter.payload
  const parsed = parseJson(payload)
  if (!parsed.ok) throw new AppError('INVALID', `payload: ${parsed.reason}`)
  return parsed.value
}

async function tryOne(ctx: MutationContext, letter: DeadLetter, payload: string | null): Promise<[Tried, AuditFact]> {
  const event = eventOf(letter, payload)
  const digests = [letter.payload, event].map((content) => sha256(canonicalJson(content)))
  const isEdited = digests[0] !== digests[1]
  const tried = await send(ctx, letter, event)
  const { id, clientId, sourceName } = letter
  await ctx.tx.deadLetterTry.create({
    data: {
      ...{ tenantId: ctx.scope.tenantId, id: newId(), clientId, deadLetterId: id },
      ...{ at: ctx.now, author: ctx.actor.name, isEdited, ...tried },
    },
  })
  const subject = { kind: 'dead_letter', id, name: `${sourceName}, kept aside` }
  // The content itself stays out of the trail: it outlives every rule about content.
  const before = isEdited ? { sha256: digests[0] } : undefined
  const after = { outcome: tried.outcome, ...(isEdited && { sha256: digests[1] }) }
  return [
    { deadLetterId: id, ...tried },
    { subject, clientId, before, after },
  ]
}

/**
 * Sends kept-aside events through the normal way in again, with their original keys, or one of them with other content.
 * @throws AppError CONFLICT when one has been taken in already or was tried too often; then none is sent
 */
export const retryDeadLetters = mutation(
  { action: 'deadLetter.retry', can: 'event.inspect', input: Input },
  async (ctx, { deadLetterIds, payload, reason }): Promise<Outcome<{ tried: Tried[] }>> => {
    if (payload && deadLetterIds.length > 1) throw new AppError('INVALID', 'payload: edit one event at a time.')
    await lock(ctx)
    const letters = await loadDeadLettersById(ctx.sql, deadLetterIds)
    const [first, ...others] = letters
    if (!first || letters.length < new Set(deadLetterIds).size) throw notFound('dead letter')
    const problem = letters.map(tryProblem).find((each) => each !== null)
    if (problem) throw new AppError('CONFLICT', problem)
    const done = [await tryOne(ctx, first, payload ?? null)]
    for (const letter of others) done.push(await tryOne(ctx, letter, null))
    const [fact, ...facts] = done.map(([, each]) => ({ ...each, reason }))
    if (!fact) throw notFound('dead letter')
    return audited({ tried: done.map(([tried]) => tried) }, fact, ...facts)
  },
)
