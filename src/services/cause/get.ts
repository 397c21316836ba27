import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { query } from '../define'
import {
  type Bystanders,
  type CauseMark,
  type Failing,
  type FirstFailure,
  loadBystanders,
  loadFailing,
  loadFirst,
  loadMarks,
  loadPlanned,
  loadRuns,
} from './load'
import { type Shared, sharedOf } from './shared'

const HOUR_MS = 3_600_000
const BUCKET_MS = 10 * 60_000
const LANES_MAX = 8

/** One failing workflow on the common axis. */
export interface CauseLane {
  workflow: { id: string; name: string }
  number: number
  openedAt: Date
  buckets: { failed: number; runs: number }[]
}

export interface CauseFacts {
  window: { start: Date; end: Date }
  zone: string
  lanes: CauseLane[]
  /** incidents of the group in scope */
  total: number
  first: FirstFailure | null
  marks: CauseMark[]
  shared: (Shared & { bystanders: Bystanders | null })[]
}

/** From three hours before the first began until two hours after the last did, in whole cells. */
function windowOf(failing: readonly Failing[], now: Date): { start: Date; end: Date } {
  const opened = failing.map(({ openedAt }) => openedAt.getTime())
  const start = Math.floor((Math.min(...opened) - 3 * HOUR_MS) / BUCKET_MS) * BUCKET_MS
  const end = Math.ceil(Math.min(now.getTime(), Math.max(...opened) + 2 * HOUR_MS) / BUCKET_MS) * BUCKET_MS
  // One cause does not take days: what came later stands in the list, not on the axis.
  const shown = Math.min(Math.max(end, start + HOUR_MS), start + 24 * HOUR_MS)
  return { start: new Date(start), end: new Date(shown) }
}

function lanesOf(
  failing: readonly Failing[],
  counts: Awaited<ReturnType<typeof loadRuns>>,
  { start, end }: { start: Date; end: Date },
): CauseLane[] {
  const cells = (end.getTime() - start.getTime()) / BUCKET_MS
  return failing.slice(0, LANES_MAX).map(({ workflow, incidentNumber, openedAt }) => {
    const own = counts.filter(({ workflowId }) => workflowId === workflow.id)
    const buckets = Array.from({ length: cells }, (_, index) => {
      const { failed = 0, runs = 0 } = own.find(({ bucket }) => bucket === index) ?? {}
      return { failed, runs }
    })
    return { workflow, number: incidentNumber, openedAt, buckets }
  })
}

/**
 * Facts about the cause of an incident and of all that stand under it: what failed first, what changed beside the failures, what
 * the failing share. Each is a row somebody can open; nothing is concluded. Seven statements and one a client.
 */
export const getCause = query(
  {
    action: 'cause.get',
    can: 'incident.read',
    input: z.strictObject({ number: z.int('number: must be a whole number').min(1).max(2_147_483_647) }),
  },
  async (ctx, { number }): Promise<CauseFacts> => {
    const failing = await loadFailing(ctx.sql, number)
    const [head] = failing
    if (!head || head.incidentNumber !== number) throw notFound('incident')
    const window = windowOf(failing, ctx.now)
    const span = { from: window.start, to: window.end }
    const workflowIds = [...new Set(failing.map(({ workflow }) => workflow.id))]
    const began = new Date(Math.min(...failing.map(({ openedAt }) => openedAt.getTime())))
    const counts = await loadRuns(ctx.sql, workflowIds, { ...window, bucketMs: BUCKET_MS })
    const marks = [...(await loadMarks(ctx.sql, workflowIds, window)), ...(await loadPlanned(ctx.sql, failing, span))]
    const shared = sharedOf(failing)
    const systemIds =
      failing.length > 1
        ? shared.flatMap(({ kind, id }) => (kind === 'system' ? [id] : []))
        : head.systems.map(({ id }) => id)
    const others = await loadBystanders(ctx.sql, systemIds, { workflowIds, from: began, to: window.end })
    // A single failure shares nothing; how its systems did for others is still a fact.
    const alone = head.systems.map(({ id, name }) => ({ kind: 'system' as const, id, name, numbers: [number] }))
    return {
      window,
      zone: head.zone,
      lanes: lanesOf(failing, counts, window),
      total: failing.length,
      first: await loadFirst(ctx.sql, workflowIds, { from: began, to: window.end }),
      marks: marks.sort((a, b) => a.at.getTime() - b.at.getTime()),
      shared: (failing.length > 1 ? shared : alone).map((each) => {
        return { ...each, bystanders: others.find(({ systemId }) => systemId === each.id) ?? null }
      }),
    }
  },
)
