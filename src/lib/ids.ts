import { v7 } from 'uuid'
import { z } from 'zod'

const ID_BYTES = 16
/** Random bytes for many ids: asking the system costs more than making the id. */
const pool = new Uint8Array(ID_BYTES * 256)
let used = pool.length

function randomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  used += ID_BYTES
  return pool.subarray(used - ID_BYTES, used)
}

/** A UUIDv7; `at` sets its time part, so that an execution's id prunes partitions. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: Math.max(0, at.getTime()), random: randomBytes() }) : v7()
}

/** A fresh UUIDv7 as 16 bytes of `buffer`. Two of one millisecond are in no order. */
export function writeNewId(buffer: Uint8Array, offset: number): void {
  v7({ random: randomBytes() }, buffer, offset)
}

/** Any id that reaches a verb. */
export const zId = z.uuid({ error: 'Expected an id such as 01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2b' })
