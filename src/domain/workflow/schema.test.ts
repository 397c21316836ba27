import { describe, expect, it } from 'vitest'
import { ProcessInput, SystemInput, WorkflowClaim, WorkflowInput } from './schema'

describe('workflow input', () => {
  const input = { key: 'Order Release', name: ' Order release ', tier: 1 }
  it("keeps the sender's key byte for byte, trims names, fills absent references", () => {
    expect(WorkflowInput.parse(input)).toEqual({
      key: 'Order Release',
      name: 'Order release',
      tier: 1,
      siteId: null,
      processId: null,
      fromSystemId: null,
      toSystemId: null,
      ownerName: null,
      impactNote: null,
    })
  })
  it.each([
    [{ ...input, tier: 5 }, 'tier: must be 1, 2, 3 or 4'],
    [{ ...input, tier: '1' }, 'tier: must be 1, 2, 3 or 4'],
    [{ ...input, name: ' ' }, 'name: must not be empty'],
    [{ ...input, key: 'a\nb' }, 'key: must not contain control characters'],
    [{ ...input, impactNote: 'x'.repeat(301) }, 'impactNote: must have at most 300 characters'],
  ])('says what to change (%#)', (bad, message) =>
    expect(WorkflowInput.safeParse(bad).error?.issues.map((issue) => issue.message)).toContain(message),
  )
  it('does not let a claim rename the key', () => expect(WorkflowClaim.safeParse(input).success).toBe(false))
  it('checks processes and systems', () => {
    expect(
      ProcessInput.safeParse({ slug: 'a', name: 'A', portalPhrase: '', siteId: 'x' }).error?.issues.map(
        (i) => i.path[0],
      ),
    ).toEqual(['portalPhrase', 'siteId'])
    expect(SystemInput.safeParse({ kind: 'ERP', name: 'SAP' }).error?.issues[0]?.message).toContain('erp, mes')
  })
})
