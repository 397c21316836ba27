import { expect, it, vi } from 'vitest'
import { mintScope } from '@/domain/access/scope'
import { ownClient } from '@/infra/db'
import { wallSql } from '@/infra/db/walls'
import { newId } from '@/lib/ids'
import { describeMatrix } from './matrix'

// Before the environment is read, which happens once, at first use.
vi.hoisted(() => {
  process.env.ANDON_APP_FILTER = 'off'
})

it('the application’s filter is off', () => {
  const scope = mintScope(newId(), [newId()])
  expect(ownClient({ scope })).toEqual({})
  const text = 'SELECT 1 FROM client c WHERE c.tenant_id = :tenant AND c.id = ANY(:clients)'
  expect(wallSql(scope, text, [])).toEqual({ text: 'SELECT 1 FROM client c WHERE true AND true', values: [] })
})

describeMatrix('row-level security alone')
