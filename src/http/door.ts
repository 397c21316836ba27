import type { IncomingMessage, ServerResponse } from 'node:http'

/** Which of our hosts a request came in by; `clientId` when the address is one client's own. */
export type RequestHost =
  | { kind: 'platform'; host: string }
  | { kind: 'partner'; host: string; tenantId: string; clientId: string | null }

/** A request as a door sees it: the raw pair, with the path and the host already read. */
export interface DoorRequest {
  req: IncomingMessage
  res: ServerResponse
  /** without the query */
  path: string
  /** after `?`, '' for none */
  search: string
  host: RequestHost
}

/**
 * A public entrance that never enters Next. Doors are asked in order; the first match answers. `isInternal` doors are asked
 * before the Host is looked up (probes call by address).
 */
export interface Door {
  name: string
  isInternal?: boolean
  match(req: IncomingMessage, path: string, host: RequestHost | null): boolean
  handle(request: DoorRequest): Promise<void>
}
