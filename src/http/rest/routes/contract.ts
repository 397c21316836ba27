import { z } from 'zod'
import { addContractVersion } from '@/services/contract/add-version'
import { archiveContract } from '@/services/contract/archive'
import { createContract } from '@/services/contract/create'
import { ContractRecord, pageContracts, readContract } from '@/services/contract/page'
import { pageOf } from '../page-of'
import { type RestRoute, route } from '../route'

const Created = z.object({ contractId: z.uuid(), clientId: z.uuid() }).meta({ id: 'ContractCreated' })
const VersionAdded = z
  .object({ contractId: z.uuid(), number: z.int(), effectiveFrom: z.string(), digest: z.string() })
  .meta({ id: 'ContractVersionAdded', description: 'digest: SHA-256 of the canonical terms and their day (RFC 8785).' })
const Ended = z.object({ contractId: z.uuid(), endsOn: z.string() }).meta({ id: 'ContractEnded' })

export const contractRoutes: readonly RestRoute[] = [
  route('GET /api/v1/contracts', pageContracts, pageOf(ContractRecord), {
    summary: 'List contracts with all their versions',
  }),
  route('GET /api/v1/contracts/{contractId}', readContract, ContractRecord, { summary: 'Read a contract' }),
  route('POST /api/v1/contracts', createContract, Created, {
    summary: 'Begin a contract; it promises nothing before its first version',
    status: 201,
  }),
  route('POST /api/v1/contracts/{contractId}/versions', addContractVersion, VersionAdded, {
    summary: 'Promise something from a local day on',
    description:
      'A version is never changed; the next one takes its place on its day: in the future or the first of the open month.',
    status: 201,
  }),
  route('DELETE /api/v1/contracts/{contractId}', archiveContract, Ended, {
    summary: 'End a contract today or on a day to come',
  }),
]
