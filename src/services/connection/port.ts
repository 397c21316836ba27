import type { RunFailure, SourceProblem, SourceRun, SourceWorkflow } from '@/domain/connection/source'

/** Where a product is and what opens it. The credential is in clear here and nowhere else: never log, never store. */
export interface SourceLink {
  baseUrl: string
  credential: string
}

export type Read<T> = { ok: true; value: T } | { ok: false; problem: SourceProblem }

export interface RunPage {
  runs: SourceRun[]
  /** opaque; null = the oldest run the source still has is in this page */
  next: string | null
}

/** What a first look learns before anything is stored. */
export interface Probe {
  workflows: SourceWorkflow[]
  canReadRuns: boolean
  newestRun: Date | null
}

/** What the template sends to us and with what. */
export interface TemplateInput {
  eventsUrl: string
  key: string
  /** the source's workflow → the name under which its events arrive */
  workflowKeys: Readonly<Record<string, string>>
  errorName: string
  heartbeatName: string
  heartbeatMinutes: number
}

/** One product behind one port: `src/connectors/<product>` can be deleted and nothing else changes. */
export interface Connector {
  product: 'n8n'
  probe(link: SourceLink): Promise<Read<Probe>>
  listWorkflows(link: SourceLink): Promise<Read<SourceWorkflow[]>>
  /** Newest first. `status` asks for open runs of one kind, which some versions leave out of the plain list. */
  listRuns(link: SourceLink, page: { cursor: string | null; status?: 'running' | 'waiting' }): Promise<Read<RunPage>>
  readRun(link: SourceLink, id: bigint): Promise<Read<SourceRun>>
  /** One failed run's error, without its payload. */
  readFailure(link: SourceLink, id: bigint): Promise<Read<RunFailure>>
  /** Asks for a second try. Says only that the request was taken, and under which id when the source tells. */
  retryRun(link: SourceLink, id: bigint, withCurrent: boolean): Promise<Read<{ newId: bigint | null }>>
  /** Files to import: failures reported at once, and a heartbeat. */
  template(input: TemplateInput): { file: string; json: string }[]
}

/** Next has its own copy of this module; the connectors are one set per process. */
const shared = globalThis as typeof globalThis & { andonConnectors?: Map<string, Connector> }
shared.andonConnectors ??= new Map()
const connectors = shared.andonConnectors

/** Called once by the program's entry for each connector it is built with. */
export function registerConnector(connector: Connector): void {
  connectors.set(connector.product, connector)
}

/** @throws Error when the program was built without this connector. */
export function connectorOf(product: string): Connector {
  const connector = connectors.get(product)
  if (!connector) throw new Error(`this program has no connector for ${product}`)
  return connector
}
