import { afterAll, expect, it } from 'vitest'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { machine } from '@/testing/cast'
import { buffersOf } from '@/testing/scale/explain'
import { anEvent, castSender, rowsOf } from '@/testing/sender'
import { evaluateWorkflow } from '../evaluation/evaluate'
import { ingestEvents } from '../execution/ingest'
import { countSignals } from './signals'

afterAll(closePools)

/** What a flood leaves behind while no statistics were taken yet. */
const FLOOD = `
INSERT INTO effect (tenant_id, key, outbox_id, created_at, result)
SELECT $1, 'signal/' || gen_random_uuid(), gen_random_uuid(), now(), '{}' FROM generate_series(1, 40000)`

it('looks up each run by itself, however much a flood has left and whatever the planner knows', async () => {
  const sender = await castSender()
  const caller = machine(sender.tenantId)
  await rowsOf(`ALTER TABLE effect SET (autovacuum_enabled = false)`)
  await rowsOf(FLOOD, [sender.tenantId])
  const events = Array.from({ length: 20 }, () => anEvent({ type: 'execution.failed' }))
  await ingestEvents(sender.caller, { clientId: sender.clientId, sourceId: sender.sourceId, events })
  const runs = await rowsOf<{ id: string; workflow: string }>(
    'SELECT id, workflow_id AS workflow FROM execution WHERE tenant_id = $1',
    [sender.tenantId],
  )
  const executionIds = runs.map(({ id }) => id)
  await evaluateWorkflow(caller, { workflowId: runs[0]?.workflow ?? '', executionIds, outboxId: newId() })
  const { buffers } = await buffersOf(() => countSignals(caller, { executionIds, outboxId: newId() }))
  // a page or two per index level and run; all effects of the partner would be about a thousand
  expect(buffers / executionIds.length).toBeLessThan(40)
  const [signal] = await rowsOf<{ count: number }>('SELECT count FROM incident_signal WHERE tenant_id = $1', [
    sender.tenantId,
  ])
  expect(signal?.count).toBe(20)
})
