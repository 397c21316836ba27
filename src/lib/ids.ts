import { v7 } from 'uuid'
import { z } from 'zod'

/** A UUIDv7; `at` sets its time part, so that an execution's id prunes partitions. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: Math.max(0, at.getTime()) }) : v7()
}

/** Any id that reaches a verb. */
export const zId = z.uuid({ error: 'Expected an id such as 01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2b' })
