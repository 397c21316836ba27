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

/** The last id's instant and place in it: ids of this process sort in the order they were made. */
const last = { msecs: 0, seq: 0 }

/** A UUIDv7; `at` sets its time part, so that an execution's id prunes partitions. */
export function newId(at?: Date): string {
  const random = randomBytes()
  if (at) return v7({ msecs: Math.max(0, at.getTime()), random })
  const now = Date.now()
  if (now > last.msecs) Object.assign(last, { msecs: now, seq: ((random[6] ?? 0) << 20) | ((random[7] ?? 0) << 12) })
  else last.seq++
  return v7({ ...last, random })
}

/** A fresh UUIDv7 as 16 bytes of `buffer`. Two of one millisecond are in no order. */
export function writeNewId(buffer: Uint8Array, offset: number): void {
  v7({ random: randomBytes() }, buffer, offset)
}

/** Any id that reaches a verb. */
export const zId = z.uuid({ error: 'Expected an id such as 01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2b' })
