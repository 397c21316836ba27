import { ingestEvents } from '@/services/execution/ingest'
import { systemCaller } from '../callers'
import type { SeededPlant } from '../plant'
import { historyOf } from '.'
import { seededRandom } from './random'
import type { SentEvent } from './run-events'

const BATCH = 500
const IN_FLIGHT = 4

/** Sends ninety days through the same verb as live traffic, marked as history so that nobody is woken. */
export async function loadHistory(
  tenantId: string,
  seeded: Pick<SeededPlant, 'plant' | 'clientId' | 'sourceId'>,
  span: { from: Date; to: Date },
  onSent: (events: number) => void,
) {
  const caller = systemCaller(tenantId)
  const random = seededRandom(seeded.plant.slug.length * 7919)
  const running = new Set<Promise<void>>()
  const flush = async (events: SentEvent[]) => {
    const answer = await ingestEvents(caller, {
      sourceId: seeded.sourceId,
      clientId: seeded.clientId,
      events,
      backfill: true,
    })
    if (answer.rejected[0]) throw new Error(`history was refused: ${answer.rejected[0].reason}`)
    onSent(events.length)
  }
  let batch: SentEvent[] = []
  const send = async () => {
    const work = flush(batch).finally(() => running.delete(work))
    running.add(work)
    batch = []
    if (running.size >= IN_FLIGHT) await Promise.race(running)
  }
  for (const workflow of seeded.plant.workflows) {
    for (const event of historyOf(seeded.plant, workflow, span.from, span.to, random)) {
      if (batch.push(event) === BATCH) await send()
    }
  }
  if (batch.length > 0) await send()
  await Promise.all(running)
}
