import { registerConnector } from '@/services/connection/port'
import { n8n } from './n8n'

/** Makes the products known that this program can read. Delete a folder and its line, and the rest still builds. */
export function registerConnectors(): void {
  registerConnector(n8n)
}
