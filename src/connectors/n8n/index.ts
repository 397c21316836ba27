import type { Connector } from '@/services/connection/port'
import { listRuns, readFailure, readRun, retryRun } from './runs'
import { template } from './template'
import { listWorkflows, probe } from './workflows'

/** n8n by its public API v1, cloud or self-hosted, from 1.x on. */
export const n8n: Connector = {
  product: 'n8n',
  probe,
  listWorkflows,
  listRuns,
  readRun,
  readFailure,
  retryRun,
  template,
}
