import type { Severity } from '../subscriber/schema'
import type { PortalUpdate } from './snapshot'
import type { PortalComponent, PortalState } from './status'

/** A window as subscribers know it. */
export interface AnnouncedWindow {
  id: string
  number: number
  title: string
  work: string
  /** rises with every change; part of what is told */
  sequence: number
  status: 'planned' | 'cancelled'
  /** next start; null: none ahead */
  from: Date | null
  to: Date | null
  /** steps it covers; null: all of them */
  processIds: string[] | null
}

interface About {
  /** steps it is about; null: all of them */
  processIds: string[] | null
}

/** One thing a notice says. Instants are ISO texts: this is stored as JSON. */
export type NoticeItem = About &
  (
    | { kind: 'stopped' | 'slow'; phrase: string; since: string }
    | { kind: 'recovered'; phrase: string; before: 'stopped' | 'slow'; at: string }
    | { kind: 'note'; phrase: string; body: string; at: string }
    | { kind: 'planned' | 'moved' | 'cancelled'; title: string; work: string; from: string | null; to: string | null }
  )

/** What subscribers of a portal have been told, as JSON. */
export interface Told {
  steps: Record<string, PortalState>
  notes: string[]
  windows: Record<string, string>
}

/** What there is to tell about now. */
export interface Tellable {
  components: readonly PortalComponent[]
  updates: readonly PortalUpdate[]
  windows: readonly AnnouncedWindow[]
}

const isTrouble = (state: PortalState | undefined): state is 'stopped' | 'slow' =>
  state === 'stopped' || state === 'slow'

function stepItems(told: Told, { components }: Tellable, now: Date): NoticeItem[] {
  return components.flatMap(({ processId, phrase, state, since }): NoticeItem[] => {
    const before = told.steps[processId]
    if (before === state) return []
    const processIds = [processId]
    if (isTrouble(state)) return [{ kind: state, processIds, phrase, since: (since ?? now).toISOString() }]
    // Not knowing is no recovery.
    if (!isTrouble(before) || state === 'unknown') return []
    return [{ kind: 'recovered', processIds, phrase, before, at: now.toISOString() }]
  })
}

function noteItems(told: Told, { updates, components }: Tellable): NoticeItem[] {
  const idOf = new Map(components.map(({ slug, processId }) => [slug, processId]))
  const known = new Set(told.notes)
  return updates.flatMap(({ phrase, slug, notes }) => {
    const processId = slug === null ? undefined : idOf.get(slug)
    return notes
      .filter(({ id }) => !known.has(id))
      .map(({ at, body }): NoticeItem => {
        return { kind: 'note', processIds: processId ? [processId] : null, phrase, body, at: at.toISOString() }
      })
  })
}

const markOf = ({ status, sequence }: AnnouncedWindow) => `${status}/${sequence}`

function windowItems(told: Told, { windows }: Tellable): NoticeItem[] {
  return windows.flatMap((window): NoticeItem[] => {
    const before = told.windows[window.id]
    if (before === markOf(window) || (window.status === 'cancelled' && before === undefined)) return []
    const kind = window.status === 'cancelled' ? 'cancelled' : before === undefined ? 'planned' : 'moved'
    const { title, work, processIds, from, to } = window
    return [{ kind, title, work, processIds, from: from?.toISOString() ?? null, to: to?.toISOString() ?? null }]
  })
}

/** Where telling begins: what already is so is nobody's news. */
export function toldOf({ components, updates, windows }: Tellable): Told {
  return {
    steps: Object.fromEntries(components.map(({ processId, state }) => [processId, state])),
    notes: updates.flatMap(({ notes }) => notes.map(({ id }) => id)),
    windows: Object.fromEntries(windows.map((window) => [window.id, markOf(window)])),
  }
}

/** A step nobody knows about keeps the last word that was told, so that its recovery is told once it is known. */
function nextTold(told: Told, tellable: Tellable): Told {
  const next = toldOf(tellable)
  for (const { processId, state } of tellable.components) {
    const before = told.steps[processId]
    if (state === 'unknown' && before !== undefined) next.steps[processId] = before
  }
  return next
}

/** Not more often than this per portal: what happens in between is bundled, and what went and came back is no news. */
export const NOTICE_EVERY_MS = 120_000

/** What is news since `told`, and what is told then. No items: there is nothing to send. */
export function decideNotice(
  told: Told,
  tellable: Tellable,
  { now, toldAt }: { now: Date; toldAt: Date | null },
): { items: NoticeItem[]; told: Told } | null {
  if (toldAt && now.getTime() - toldAt.getTime() < NOTICE_EVERY_MS) return null
  const items = [...stepItems(told, tellable, now), ...noteItems(told, tellable), ...windowItems(told, tellable)]
  return { items, told: nextTold(told, tellable) }
}

/** The items of a notice that one subscriber asked for. */
export function itemsFor(
  items: readonly NoticeItem[],
  { severity, processIds }: { severity: Severity; processIds: readonly string[] },
): NoticeItem[] {
  return items.filter((item) => {
    const { processIds: about } = item
    if (about && processIds.length > 0 && !about.some((id) => processIds.includes(id))) return false
    if (severity === 'all') return true
    return item.kind === 'stopped' || item.kind === 'note' || (item.kind === 'recovered' && item.before === 'stopped')
  })
}
