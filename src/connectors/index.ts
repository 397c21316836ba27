import { registerChannels } from '@/services/channel/port'
import { registerConnector } from '@/services/connection/port'
import { n8n } from './n8n'
import { pagerduty } from './pagerduty'
import { slack } from './slack'
import { teams } from './teams'

/** Makes the products known that this program can read and write to. Delete a folder and its line, and the rest still builds. */
export function registerConnectors(): void {
  registerConnector(n8n)
  registerChannels(slack, teams, pagerduty)
}
