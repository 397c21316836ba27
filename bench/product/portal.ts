import autocannon from 'autocannon'
import { newId } from '@/lib/ids'
import { rowsOf, type Sender } from '@/testing/sender'
import { type Running, startPortal } from './processes'

const CONNECTIONS = 32
const SECONDS = 4

/** B12: a public portal page from its cache. */
export interface PortalMeasured {
  /** pages/s ÷ requests/s of the raw server, both at 32 connections */
  ofRaw: number
  /** ms to the last byte, one page at a time */
  ttfbP95: number
  /** kB on the wire: the page is one request */
  totalKb: number
}

async function openPortal({ tenantId, clientId }: Sender): Promise<{ host: string; slug: string }> {
  const host = `b12-${newId().slice(-12)}.localhost`
  await rowsOf('INSERT INTO host (host, tenant_id) VALUES ($1, $2) RETURNING host', [host, tenantId])
  const [client] = await rowsOf<{ slug: string }>(
    'UPDATE client SET portal_public = true WHERE tenant_id = $1 AND id = $2 RETURNING slug',
    [tenantId, clientId],
  )
  if (!client) throw new Error('there is no client to open a portal for')
  return { host, slug: client.slug }
}

const get = (port: number, path: string, headers: Record<string, string>, connections: number) =>
  autocannon({ url: `http://127.0.0.1:${port}${path}`, connections, duration: SECONDS, headers })

async function rawRate(raw: Running): Promise<number> {
  const url = `http://127.0.0.1:${raw.port}`
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, method: 'POST', body: '{}' })
  return result.requests.average
}

/** Beside the raw server, in turns on the same machine. */
export async function measurePortal(sender: Sender, raw: Running): Promise<PortalMeasured> {
  const { host, slug } = await openPortal(sender)
  const portal = await startPortal()
  const path = `/portal/${slug}`
  const headers = { host, 'accept-encoding': 'br' }
  const first = await get(portal.port, path, headers, 1)
  const many = await get(portal.port, path, headers, CONNECTIONS)
  const ofRaw = many.requests.average / (await rawRate(raw))
  const wrong = [first, many].some(({ non2xx, errors }) => non2xx + errors > 0)
  await portal.stop()
  if (wrong) throw new Error('the portal did not answer every request with its page')
  const answers = first.requests.total
  return { ofRaw, ttfbP95: first.latency.p97_5, totalKb: first.throughput.total / answers / 1000 }
}
