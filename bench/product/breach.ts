import pg from 'pg'
import { env } from '@/env'
import { newId } from '@/lib/ids'
import { rowsOf, type Sender } from '@/testing/sender'

export interface BreachResult {
  probes: number
  p50: number
  p99: number
  max: number
}

const GIVE_UP_MS = 10_000

async function makeWorkflows(sender: Sender, count: number): Promise<Map<string, string>> {
  const stem = newId().slice(-12)
  const rows = await rowsOf<{ id: string; key: string }>(
    `INSERT INTO workflow (tenant_id, id, client_id, key, name, lifecycle, tier, created_at)
     SELECT $1, gen_random_uuid(), $2, $3 || n, 'Probe ' || n, 'live', 1, now() FROM generate_series(1, $4::int) n RETURNING id, key`,
    [sender.tenantId, sender.clientId, `probe-${stem}-`, count],
  )
  return new Map(rows.map(({ key, id }) => [key, id]))
}

async function fail(port: number, sender: Sender, workflow: string): Promise<void> {
  const event = { id: newId(), workflow, execution: newId(), type: 'execution.failed', time: new Date().toISOString() }
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sender.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...event, error: { class: 'Timeout' } }),
  })
  if (response.status !== 202) throw new Error(`a probe was answered with ${response.status}`)
}

/** A worker that has just started loads its code with its first incidents; these probes are not counted. */
const WARM_UP = 10

/** B6: milliseconds from a failing event's first byte to its incident's row being visible to others, one probe at a time. */
export async function measureBreach(port: number, sender: Sender, probes: number): Promise<BreachResult> {
  const workflows = await makeWorkflows(sender, probes + WARM_UP)
  const db = new pg.Client({ connectionString: env.DATABASE_URL })
  await db.connect()
  const latencies: number[] = []
  for (const [key, id] of workflows) {
    const sentAt = performance.now()
    const sending = fail(port, sender, key)
    const isThere = async () => {
      const { rowCount } = await db.query({
        name: 'probe',
        text: 'SELECT FROM incident WHERE tenant_id = $1 AND workflow_id = $2',
        values: [sender.tenantId, id],
      })
      return rowCount === 1
    }
    while (!(await isThere())) {
      if (performance.now() - sentAt > GIVE_UP_MS) throw new Error(`No incident ${GIVE_UP_MS} ms after a failure`)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    latencies.push(performance.now() - sentAt)
    await sending
  }
  await db.end()
  latencies.splice(0, WARM_UP)
  latencies.sort((a, b) => a - b)
  // Nearest rank: of 100 values, p99 is the 99th.
  const at = (share: number) => latencies[Math.max(0, Math.ceil(latencies.length * share) - 1)] ?? Number.NaN
  return { probes: latencies.length + WARM_UP, p50: at(0.5), p99: at(0.99), max: at(1) }
}
