import { describe, expect, it } from 'vitest'
import { overallOf, type PortalState, portalComponents } from '@/domain/portal/status'
import { portal as words } from '../i18n/en/portal'
import { portalAnswer } from './portal-page'

const NOW = new Date('2026-11-23T17:00:00Z')
const AS: Partial<Record<PortalState, object>> = {
  stopped: { incidentSince: NOW, incidentKind: 'failed' },
  slow: { expectation: 'late', expectationSince: NOW },
  moving: {},
}

/** The sentence for one step in each of these states. */
function answer(...states: (keyof typeof AS)[]): string {
  const facts = states.map((state, position) => ({
    processId: `${position}`,
    processSlug: `step-${position}`,
    portalPhrase: `Step ${position}`,
    position,
    tier: 1,
    expectation: 'on_time' as const,
    expectationSince: null,
    lastStatus: 'succeeded' as const,
    lastEventAt: NOW,
    incidentSince: null,
    incidentKind: null,
    ...AS[state],
  }))
  const components = portalComponents(facts, NOW)
  return portalAnswer({ components, overall: overallOf(components) }, words)
}

describe('portalAnswer', () => {
  it('counts as stopped only what has stopped', () => {
    expect(answer('stopped', 'moving')).toBe('Not at one step. All others are moving.')
    expect(answer('stopped', 'slow', 'slow', 'moving')).toBe('Not at one step, and others are slow.')
    expect(answer('stopped', 'stopped', 'slow')).toBe('No. 2 steps have stopped.')
  })

  it('says yes while everything moves, however slowly', () => {
    expect(answer('moving', 'moving')).toBe('Yes. Every step is moving.')
    expect(answer('slow', 'moving')).toBe('Yes, but one step is slow.')
    expect(answer('slow', 'slow')).toBe('Yes, but 2 steps are slow.')
  })
})
