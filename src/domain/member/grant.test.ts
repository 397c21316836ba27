import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ROLE_PERMISSIONS } from '../access/permissions'
import { ROLES } from '../access/roles'
import { covers, isFullOwner, mayGrant, type Rights } from './grant'

const rights = fc.record({
  role: fc.constantFrom(...ROLES),
  clientIds: fc.option(fc.subarray(['a', 'b', 'c']), { nil: null }),
})

describe('mayGrant', () => {
  it.each<[string, Rights, Rights, boolean]>([
    [
      'an owner makes an owner',
      { role: 'partner_owner', clientIds: null },
      { role: 'partner_owner', clientIds: null },
      true,
    ],
    [
      'an owner of one client makes no owner of all',
      { role: 'partner_owner', clientIds: ['a'] },
      { role: 'partner_owner', clientIds: null },
      false,
    ],
    [
      'an owner of one client lets somebody into that one',
      { role: 'partner_owner', clientIds: ['a'] },
      { role: 'client_plant', clientIds: ['a'] },
      true,
    ],
    [
      'an owner of one client lets nobody into another',
      { role: 'partner_owner', clientIds: ['a'] },
      { role: 'client_plant', clientIds: ['a', 'b'] },
      false,
    ],
    [
      'an operator manages nobody',
      { role: 'partner_operator', clientIds: null },
      { role: 'client_plant', clientIds: ['a'] },
      false,
    ],
  ])('%s', (_, granter, granted, isAllowed) => {
    expect(mayGrant(granter, granted)).toBe(isAllowed)
  })

  it('never lets anything through that the granter does not hold', () => {
    fc.assert(
      fc.property(rights, rights, (granter, granted) => {
        if (!mayGrant(granter, granted)) return
        const held = new Set<string>(ROLE_PERMISSIONS[granter.role])
        expect(ROLE_PERMISSIONS[granted.role].filter((permission) => !held.has(permission))).toEqual([])
        if (granter.clientIds) expect(granted.clientIds?.filter((id) => !granter.clientIds?.includes(id))).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  it('is transitive: what a grantee may grant, the granter could', () => {
    fc.assert(
      fc.property(rights, rights, rights, (a, b, c) => {
        if (mayGrant(a, b) && mayGrant(b, c)) expect(covers(a, c)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })
})

it('counts only owners of everything as owners', () => {
  expect(isFullOwner({ role: 'partner_owner', clientIds: null })).toBe(true)
  expect(isFullOwner({ role: 'partner_owner', clientIds: ['a'] })).toBe(false)
  expect(isFullOwner({ role: 'partner_operator', clientIds: null })).toBe(false)
})
