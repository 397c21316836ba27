import { expect, it } from 'vitest'
import { mintScope } from '@/domain/access/scope'
import { ownClient } from '@/infra/db'
import { newId } from '@/lib/ids'
import { describeMatrix } from './matrix'

it('the application’s filter is on', () => {
  const [tenantId, clientId] = [newId(), newId()]
  expect(ownClient({ scope: mintScope(tenantId, [clientId]) })).toEqual({ tenantId, clientId: { in: [clientId] } })
})

describeMatrix('application filter and row-level security')
