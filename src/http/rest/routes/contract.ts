import { ContractRecord, pageContracts, readContract } from '@/services/contract/page'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

/** Reading only: a contract is written by the partner's owner in the console, never by a key. */
export const contractRoutes: readonly RestRoute[] = [
  route('GET /api/v1/contracts', pageContracts, pageOf(ContractRecord), {
    summary: 'List contracts with all their versions',
  }),
  route('GET /api/v1/contracts/{contractId}', readContract, ContractRecord, { summary: 'Read a contract' }),
]
