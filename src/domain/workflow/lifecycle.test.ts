import { describe, expect, it } from 'vitest'
import { type LifecycleAction, nextLifecycle } from './lifecycle'
import type { WorkflowLifecycle } from './schema'

const table: [WorkflowLifecycle, LifecycleAction, WorkflowLifecycle | RegExp][] = [
  ['unclaimed', 'claim', 'live'],
  ['unclaimed', 'update', /Claim it/],
  ['unclaimed', 'retire', 'retired'],
  ['live', 'claim', /Edit it instead/],
  ['live', 'update', 'live'],
  ['live', 'retire', 'retired'],
  ['retired', 'claim', /retired/],
  ['retired', 'update', /retired/],
  ['retired', 'retire', /already/],
]

describe('nextLifecycle', () => {
  it.each(table)('%s, %s: %s', (current, action, expected) => {
    if (typeof expected === 'string') expect(nextLifecycle(current, action)).toBe(expected)
    else expect(() => nextLifecycle(current, action)).toThrow(expected)
  })
})
