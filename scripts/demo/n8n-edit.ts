import { setTimeout as sleep } from 'node:timers/promises'

/** When, after the ready line, somebody edits in n8n. */
const AFTER_MS = 12 * 60_000
const EDITED = 'wfOrders00000001'

interface Stored {
  id: string
  name: string
  nodes: { parameters: object }[]
  connections: object
  settings: object
}

/** Saves another batch size in the customer's n8n, as its editor would: nobody asked, nobody approved. Once per start. */
export async function editBehindBacks(
  { url, apiKey }: { url: string; apiKey: string },
  signal: AbortSignal,
  afterMs = AFTER_MS,
): Promise<boolean> {
  const isOver = await sleep(afterMs, false, { signal, ref: false }).catch(() => true)
  if (isOver) return false
  const headers = { 'x-n8n-api-key': apiKey, 'content-type': 'application/json' }
  const { data } = (await (await fetch(`${url}/api/v1/workflows`, { headers, signal })).json()) as { data: Stored[] }
  const known = data.find(({ id }) => id === EDITED)
  if (!known) return false
  const { name, connections, settings } = known
  const nodes = known.nodes.map((node, index) =>
    index === 1 ? { ...node, parameters: { ...node.parameters, batch: Date.now() } } : node,
  )
  const body = JSON.stringify({ name, nodes, connections, settings })
  return (await fetch(`${url}/api/v1/workflows/${EDITED}`, { method: 'PUT', headers, body, signal })).ok
}
