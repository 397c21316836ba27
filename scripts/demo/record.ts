import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_PARTNER } from '~/prisma/seed/partner'
import { PLANTS } from '~/prisma/seed/plants'
import type { SimulatedClient } from './simulator'

/** What a later start needs to send traffic again: keys are shown once, so the demo keeps its own. */
export interface DemoKeys {
  clients: { slug: string; apiKey: string; pingKeys: Record<string, string> }[]
}

const ROLES = [
  'partner_owner',
  'partner_operator',
  'partner_approver',
  'partner_auditor',
  'client_plant',
  'client_executive',
]

const keysFile = (dataDir: string) => join(dataDir, 'demo-keys.json')

/** The keys of an earlier start; null when there is none. */
export function readKeys(dataDir: string): DemoKeys | null {
  return existsSync(keysFile(dataDir)) ? (JSON.parse(readFileSync(keysFile(dataDir), 'utf8')) as DemoKeys) : null
}

export function writeKeys(dataDir: string, keys: DemoKeys): void {
  writeFileSync(keysFile(dataDir), JSON.stringify(keys, null, 2), { mode: 0o600 })
}

/** The plants with their keys and ping URLs, ready to be simulated. */
export function simulatedClients(keys: DemoKeys, baseUrl: string): SimulatedClient[] {
  return keys.clients.flatMap(({ slug, apiKey, pingKeys }) => {
    const plant = PLANTS.find((each) => each.slug === slug)
    const pingUrls = Object.fromEntries(
      Object.entries(pingKeys).map(([workflow, key]) => [workflow, `${baseUrl}/ping/${key}`]),
    )
    return plant ? [{ plant, apiKey, pingUrls }] : []
  })
}

/** Writes `demo.json`, the fixed interface for tests and guides. */
export function writeRecord(dataDir: string, keys: DemoKeys, baseUrl: string): string {
  const port = new URL(baseUrl).port
  const partnerUrl = `http://${DEMO_PARTNER.slug}.localhost:${port}`
  const clients = simulatedClients(keys, baseUrl)
  const record = {
    baseUrl,
    partner: { slug: DEMO_PARTNER.slug, name: DEMO_PARTNER.name, url: partnerUrl },
    apiKey: clients[0]?.apiKey ?? null,
    pingUrl: clients.flatMap((client) => Object.values(client.pingUrls))[0] ?? null,
    signIn: Object.fromEntries(ROLES.map((role) => [role, `${partnerUrl}/demo/${role}`])),
    clients: clients.map(({ plant }) => ({ slug: plant.slug, portalUrl: `${partnerUrl}/portal/${plant.slug}` })),
    stripeFake: null,
    mailbox: `${partnerUrl}/mailbox`,
  }
  const file = join(dataDir, 'demo.json')
  writeFileSync(file, JSON.stringify(record, null, 2))
  return file
}
