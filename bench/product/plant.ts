import { closePools } from '@/infra/db'
import { castSender, rowsOf, type Sender } from '@/testing/sender'

/** Who sends the load: one client, one key, forty workflows that somebody claimed. */
export async function makePlant(): Promise<Sender> {
  const sender = await castSender()
  await rowsOf(
    `INSERT INTO workflow (tenant_id, id, client_id, key, name, lifecycle, created_at)
     SELECT $1, gen_random_uuid(), $2, 'bench-' || to_char(n, 'FM00'), 'Bench ' || n, 'live', now() FROM generate_series(0, 39) n`,
    [sender.tenantId, sender.clientId],
  )
  return sender
}

/** What must hold after any load: nothing acknowledged is missing, nothing is there twice, the roll-ups count the runs. */
export async function checkStored(tenantId: string, accepted: number): Promise<string[]> {
  const [found] = await rowsOf<{ events: number; keys: number; runs: number; counted: number }>(
    `SELECT (SELECT count(*)::int FROM event_log WHERE tenant_id = $1) AS events, (SELECT count(*)::int FROM event_key WHERE tenant_id = $1) AS keys,
       (SELECT count(*)::int FROM execution WHERE tenant_id = $1 AND status <> 'running') AS runs,
       (SELECT coalesce(sum(succeeded + failed + cancelled), 0)::int FROM rollup_minute WHERE tenant_id = $1) AS counted`,
    [tenantId],
  )
  if (!found) return ['the database did not answer']
  const wrong: string[] = []
  // A generator that stops does not wait for the last answers: more may be stored than it counted, never less.
  if (found.events < accepted) wrong.push(`${accepted} events were acknowledged, ${found.events} are stored`)
  if (found.keys !== found.events) wrong.push(`${found.keys} keys for ${found.events} events`)
  if (found.counted !== found.runs) wrong.push(`the roll-ups count ${found.counted} runs, there are ${found.runs}`)
  return wrong
}

export { closePools }
