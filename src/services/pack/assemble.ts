import type { Caller } from '../context'

/** Builds a requested pack and keeps it outside the database. */
export async function assemblePack(_caller: Caller, _asked: { packId: string }): Promise<void> {
  throw new Error('not yet')
}
