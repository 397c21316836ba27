import { LRUCache } from 'lru-cache'
import { sha256 } from '@/lib/crypto'

export interface CachedPage {
  body: string
  etag: string
  builtAt: number
}

const FRESH_MS = 3_000
const STALE_MS = 24 * 3_600_000

interface Slot {
  page: CachedPage | null
  building: Promise<CachedPage | null> | null
}

/**
 * Pages by reader. A page is rebuilt at most every 3 s, once for all who wait; when it cannot be rebuilt the last one
 * is served (it says how old it is) for up to a day. `build` answers null for a portal that does not exist.
 */
export class PageCache {
  private readonly slots = new LRUCache<string, Slot>({ max: 2_000, ttl: STALE_MS })

  async get(key: string, now: number, build: () => Promise<string | null>): Promise<CachedPage | null> {
    const slot = this.slots.get(key) ?? { page: null, building: null }
    this.slots.set(key, slot)
    if (slot.page && now - slot.page.builtAt < FRESH_MS) return slot.page
    slot.building ??= this.rebuild(key, slot, now, build)
    try {
      return await slot.building
    } catch (error) {
      if (slot.page) return slot.page
      throw error
    }
  }

  private async rebuild(
    key: string,
    slot: Slot,
    now: number,
    build: () => Promise<string | null>,
  ): Promise<CachedPage | null> {
    try {
      const body = await build()
      if (body === null) this.slots.delete(key)
      slot.page = body === null ? null : { body, etag: `"${sha256(body).slice(0, 32)}"`, builtAt: now }
      return slot.page
    } finally {
      slot.building = null
    }
  }
}
