import { z } from 'zod'
import type { ReplayState } from '@/domain/expectation/replay'
import { EXPECTATION_STATUSES } from '@/domain/expectation/schema'

const zInstant = z.iso.datetime().transform((text) => new Date(text))

const Closing = z.object({
  anchorAt: zInstant,
  state: z.object({
    status: z.enum(EXPECTATION_STATUSES),
    since: zInstant,
    dueAt: zInstant.nullable(),
    startedAt: zInstant.nullable(),
    openRuns: z.array(z.object({ id: z.string(), startedAt: zInstant })),
    lastMetAt: zInstant.nullable(),
    nextCheckAt: zInstant.nullable(),
    seq: z.int(),
  }),
})

/** Where a settled day ended, as stored; null = nothing was settled before. */
export function readClosing(json: unknown): ReplayState | null {
  return json === null || json === undefined ? null : Closing.parse(json)
}

/** As it is stored: instants as text. */
export function closingJson(state: ReplayState): unknown {
  return JSON.parse(JSON.stringify(state))
}
