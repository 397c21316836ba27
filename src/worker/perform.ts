import { z } from 'zod'
import { logger } from '@/infra/logger'
import { observeEffect } from '@/infra/metrics'
import { captureError } from '@/infra/sentry'
import { traced } from '@/infra/tracing'
import { AppError, type ErrorCode } from '@/lib/errors'
import type { EffectJob } from '@/queue/claim'
import { type OpenEffect, readOpenEffects, settleDone, settleFailed } from '@/queue/settle'
import { TOPICS, type Topic, type TopicPayload } from '@/queue/topics'
import type { Caller } from '@/services/context'
import type { Handlers } from './handler'

/** Trying again cannot help against these. */
const HOPELESS: readonly ErrorCode[] = ['INVALID', 'FORBIDDEN', 'NOT_FOUND']

function isHopeless(error: unknown): boolean {
  return error instanceof z.core.$ZodError || (error instanceof AppError && HOPELESS.includes(error.code))
}

async function handle<T extends Topic>(
  topic: T,
  rows: readonly OpenEffect[],
  caller: Caller,
  handlers: Handlers,
): Promise<void> {
  const payloads = rows.map((row) => TOPICS[topic].parse(row.payload) as TopicPayload<T>)
  await handlers[topic](caller, payloads, {
    outboxIds: rows.map((row) => row.id),
    attempts: Math.max(...rows.map((row) => row.attempts)),
    createdAt: rows[0]?.created_at ?? new Date(0),
  })
}

type Outcome = 'done' | 'failed' | 'gave up'

async function settle(
  job: EffectJob,
  rows: readonly OpenEffect[],
  caller: Caller,
  handlers: Handlers,
): Promise<Outcome> {
  const ids = rows.map((row) => row.id)
  try {
    await handle(job.topic, rows, caller, handlers)
  } catch (error) {
    const isPermanent = isHopeless(error)
    logger.warn({ err: error, topic: job.topic, tenantId: job.tenantId, outboxIds: ids, isPermanent }, 'effect failed')
    if (!(error instanceof AppError)) captureError(error)
    const message = error instanceof Error ? error.message : String(error)
    return (await settleFailed(job.tenantId, ids, { error: message, isPermanent })) ? 'gave up' : 'failed'
  }
  await settleDone(job.tenantId, ids)
  return 'done'
}

async function attempt(job: EffectJob, caller: Caller, handlers: Handlers): Promise<Outcome | 'nothing'> {
  const rows = await readOpenEffects(job.tenantId, job.ids)
  const oldest = rows[0]
  if (!oldest) return 'nothing'
  const outcome = await settle(job, rows, caller, handlers)
  observeEffect(job.topic, outcome, (Date.now() - oldest.created_at.getTime()) / 1000)
  return outcome
}

/**
 * The one wrapper of every effect: read, parse, scope, span, run, settle, one log line. Never rejects: what could not even be
 * settled (the database is away) stays dispatched and soon goes out again.
 */
export async function performEffect(
  job: EffectJob,
  callerOf: (tenantId: string) => Caller,
  handlers: Handlers,
): Promise<void> {
  const startedAt = performance.now()
  const facts = { topic: job.topic, tenantId: job.tenantId, rows: job.ids.length }
  try {
    const outcome = await traced(`effect ${job.topic}`, () => attempt(job, callerOf(job.tenantId), handlers))
    logger.debug({ ...facts, outcome, tookMs: Math.round(performance.now() - startedAt) }, 'effect')
  } catch (error) {
    logger.error({ err: error, ...facts }, 'effect not settled; it goes out again')
  }
}
