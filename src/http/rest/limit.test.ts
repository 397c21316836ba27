import { describe, expect, it } from 'vitest'
import { QUOTA, spendRequest } from './limit'

describe('spendRequest', () => {
  it('counts a key’s minute, refuses beyond it, and starts again', () => {
    const start = Date.UTC(2026, 10, 23)
    expect(spendRequest('k', start).headers).toEqual({
      'ratelimit-policy': '"default";q=600;w=60',
      ratelimit: '"default";r=599;t=60',
    })
    for (let n = 1; n < QUOTA; n++) expect(spendRequest('k', start + 20_500).isAllowed).toBe(true)
    const refused = spendRequest('k', start + 20_500)
    expect(refused).toMatchObject({
      isAllowed: false,
      headers: { ratelimit: '"default";r=0;t=40', 'retry-after': '40' },
    })
    expect(spendRequest('other', start + 20_500).isAllowed).toBe(true)
    expect(spendRequest('k', start + 60_000).isAllowed).toBe(true)
  })
})
