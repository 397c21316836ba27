import { createConnection } from '@/services/connection/create'
import type { Caller } from '@/services/context'

/** The demo's n8n stands for a real one; the worker reads it from its first beat on. */
export async function seedConnection(
  owner: Caller,
  { clientId, siteId }: { clientId: string; siteId: string },
  n8n: { url: string; apiKey: string },
): Promise<string> {
  const input = {
    clientId,
    siteId,
    name: 'n8n Werk Hamburg (stand-in)',
    baseUrl: n8n.url,
    credential: n8n.apiKey,
    everyS: 15,
  }
  return (await createConnection(owner, createConnection.input.parse(input))).connectionId
}
