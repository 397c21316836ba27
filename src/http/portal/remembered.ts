import { LRUCache } from 'lru-cache'

const FRESH_MS = 3_000
/** Up to this age the old is given while the new is fetched. */
const GIVEN_MS = 15_000
/** A reader waits no longer than this for news while there is something older to give. */
const PATIENCE_MS = 1_500
const KEPT_MS = 24 * 3_600_000

interface Slot<T> {
  held: { value: T; loadedAt: number } | null
  loading: Promise<void> | null
  triedAt: number
}

/** What was read, and when. */
export interface Held<T> {
  value: T
  loadedAt: number
}

/**
 * Keeps what was read last, by name. It is read again at most every 3 s, once for all who wait; when it cannot be read the last is
 * given for up to a day, and its age with it.
 */
export class Remembered<T extends object> {
  private readonly slots = new LRUCache<string, Slot<T>>({ max: 2_000, ttl: KEPT_MS })

  /** `load` rejects when it cannot read; only a first reader ever sees that. */
  async get(name: string, now: number, load: () => Promise<T>): Promise<Held<T>> {
    const slot: Slot<T> = this.slots.get(name) ?? { held: null, loading: null, triedAt: 0 }
    this.slots.set(name, slot)
    const { held } = slot
    if (held && now - slot.triedAt < FRESH_MS) return held
    const loading = this.reload(slot, now, load)
    if (!held) {
      await loading
    } else if (now - held.loadedAt >= GIVEN_MS) {
      await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]).catch(
        () => undefined,
      )
    } else loading.catch(() => undefined)
    if (!slot.held) throw new Error('it was read and is not there')
    return slot.held
  }

  private reload(slot: Slot<T>, now: number, load: () => Promise<T>): Promise<void> {
    slot.loading ??= load()
      .then((value) => {
        slot.held = { value, loadedAt: now }
      })
      .finally(() => {
        slot.loading = null
        slot.triedAt = now
      })
    return slot.loading
  }
}
