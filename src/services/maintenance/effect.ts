import { addDays, dayStart, localDay, monthSpan } from '@/domain/calendar/day'
import { addMonths } from '@/domain/calendar/year'
import { judgeMaintenance, type MaintenanceSlot, type Refusal } from '@/domain/contract/exclusion'
import { segmentSpans, segmentsOf } from '@/domain/contract/segment'
import { occurrences } from '@/domain/maintenance/occurrences'
import type { Sql } from '@/infra/db'
import type { Span } from '@/lib/span'
import { loadContracts } from '../contract/load'
import { type LoadedWindow, loadWindows } from './load'

/** What the contract makes of an occurrence, as things stand now. */
export interface OccurrenceEffect {
  contractName: string
  versionNumber: number
  /** minutes that count out */
  outMs: number
  /** why the rest counts like any other time; null: all of it counts out */
  refusal: Refusal | null
}

function slotsOf(windows: readonly LoadedWindow[], span: Span): MaintenanceSlot[] {
  return windows.flatMap((window) =>
    occurrences(window, span).map(({ from, to, approvedAt, noticeMs }) => ({
      ...{ windowId: `${window.id} ${from.getTime()}`, from, to, approvedAt, noticeMs: noticeMs ?? 0 },
    })),
  )
}

/**
 * Per start (ms) of the window's occurrences within a span: what the client's contract makes of it. Empty without a contract.
 * Whole months are judged, because their cap is shared with every other window.
 */
export async function loadEffects(
  sql: Sql,
  { clientId, id }: { clientId: string; id: string },
  span: Span,
): Promise<Map<number, OccurrenceEffect>> {
  const [contract] = (await loadContracts(sql, [clientId])).get(clientId) ?? []
  const effects = new Map<number, OccurrenceEffect>()
  if (!contract) return effects
  const { zone, versions, endsOn, name } = contract
  const [first, last] = [localDay(zone, span.from).slice(0, 7), localDay(zone, span.to).slice(0, 7)]
  const windows = await loadWindows(sql, clientId, {
    from: monthSpan(zone, first).from,
    to: dayStart(zone, addDays(`${addMonths(last, 1)}-01`, 1)),
  })
  for (let month = first; month <= last; month = addMonths(month, 1)) {
    const segments = segmentSpans(segmentsOf(versions, month, endsOn), (day) => dayStart(zone, day))
    for (const part of judgeMaintenance(segments, slotsOf(windows, monthSpan(zone, month)))) {
      const [windowId, start] = part.windowId.split(' ')
      if (windowId !== id) continue
      const known = effects.get(Number(start))
      const outMs = part.refusal === null ? part.to.getTime() - part.from.getTime() : 0
      effects.set(Number(start), {
        ...{ contractName: name, versionNumber: part.versionNumber },
        outMs: (known?.outMs ?? 0) + outMs,
        refusal: known?.refusal ?? part.refusal,
      })
    }
  }
  return effects
}
