import { normalise } from '@/domain/event/normalise'
import { newId } from '@/lib/ids'
import { commitBatch } from '@/services/execution/ingest-commit'
import type { IngestItem } from '@/services/execution/ingest-item'
import { rowsOf, type Sender } from '@/testing/sender'

const BATCH = 500
const IN_FLIGHT = 2

/** Events per second of the ingest statement in a loop, without HTTP, validation or queue: what the door is measured against. */
export async function measureStatement(sender: Sender, seconds: number): Promise<{ perS: number; accepted: number }> {
  const workflows = await rowsOf<{ id: string }>(
    `SELECT id FROM workflow WHERE tenant_id = $1 AND key LIKE 'bench-%' ORDER BY key`,
    [sender.tenantId],
  )
  const { tenantId, clientId, sourceId } = sender
  const stream = newId()
  let sequence = 0
  const item = (): IngestItem => {
    const run = sequence >> 1
    const type = sequence % 2 ? ('execution.succeeded' as const) : ('execution.started' as const)
    const id = `${stream}-${sequence++}`
    const event = {
      id,
      workflow: 'bench',
      execution: `${stream}-${run}`,
      type,
      time: new Date().toISOString(),
      attempt: 1,
      data: 'x'.repeat(400),
    }
    const workflowId = workflows[run % workflows.length]?.id ?? ''
    return {
      tenantId,
      clientId,
      sourceId,
      workflowId,
      normalised: normalise(event, Date.now()),
      wakes: true,
    }
  }
  let accepted = 0
  const startedAt = performance.now()
  const lane = async () => {
    while (performance.now() - startedAt < seconds * 1000) {
      const outcomes = await commitBatch(Array.from({ length: BATCH }, item), Date.now())
      accepted += outcomes.filter(({ kind }) => kind === 'accepted').length
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
  return { perS: accepted / ((performance.now() - startedAt) / 1000), accepted }
}
