import { pageClients } from '@/services/record/clients'
import { ClientRecord, SiteRecord } from '@/services/record/schema'
import { pageSites } from '@/services/record/sites'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

export const clientRoutes: readonly RestRoute[] = [
  route('GET /api/v1/clients', pageClients, pageOf(ClientRecord), { summary: 'List clients' }),
  route('GET /api/v1/sites', pageSites, pageOf(SiteRecord), { summary: 'List sites' }),
]
