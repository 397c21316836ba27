import { describe, expect, it } from 'vitest'
import { redacted, TRIES_MAX, tryProblem } from './redact'

describe('redacted', () => {
  it('shows what an event is about and only names of what is in it', () => {
    const event = {
      id: 'e1',
      workflow: 'orders',
      type: 'log',
      time: 'now',
      data: { iban: 'DE02' },
      keys: { order: '4711' },
    }
    const { shown, hidden } = redacted(event)
    expect(shown).toEqual({ id: 'e1', workflow: 'orders', type: 'log', time: 'now' })
    expect(hidden).toEqual(['data', 'keys'])
    expect(JSON.stringify({ shown, hidden })).not.toMatch(/DE02|4711/)
  })
  it('hides what should be text and is not', () => {
    expect(redacted({ id: { iban: 'DE02' } })).toEqual({ shown: {}, hidden: [] })
    expect(redacted('text')).toEqual({ shown: {}, hidden: [] })
  })
})

describe('tryProblem', () => {
  it('allows a few tries, and none once it is in', () => {
    expect(tryProblem({ tries: 0, last: null })).toBeNull()
    expect(tryProblem({ tries: TRIES_MAX - 1, last: 'rejected' })).toBeNull()
    expect(tryProblem({ tries: TRIES_MAX, last: 'rejected' })).toContain('5 times')
    expect(tryProblem({ tries: 1, last: 'accepted' })).toContain('already')
    expect(tryProblem({ tries: 1, last: 'duplicate' })).toContain('already')
    expect(tryProblem({ tries: 1, last: 'conflict' })).toBeNull()
  })
})
