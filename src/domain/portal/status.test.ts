import { describe, expect, it } from 'vitest'
import { overallOf, type PortalFact, portalComponents } from './status'

/** Both halves of the answer. */
function portalStatus(facts: readonly PortalFact[], at: Date) {
  const components = portalComponents(facts, at)
  return { components, overall: overallOf(components) }
}

const now = new Date('2026-11-24T14:00:00Z')
const seen = new Date('2026-11-24T13:55:00Z')
const broke = new Date('2026-11-24T13:09:00Z')

function fact(over: Partial<PortalFact>): PortalFact {
  return {
    processId: 'p1',
    processSlug: 'delivery',
    portalPhrase: 'Carrier gets the delivery notice',
    position: 1,
    tier: 1,
    expectation: 'on_time',
    expectationSince: seen,
    lastStatus: 'succeeded',
    lastEventAt: seen,
    incidentSince: null,
    incidentKind: null,
    ...over,
  }
}

describe('portalStatus', () => {
  const cases: [string, Partial<PortalFact>, string, Date | null][] = [
    ['a healthy workflow moves', {}, 'moving', null],
    [
      'an open incident stops its step since the incident',
      { incidentSince: broke, incidentKind: 'failed' },
      'stopped',
      broke,
    ],
    [
      'a missed expectation stops its step since the deadline',
      { expectation: 'down', expectationSince: broke },
      'stopped',
      broke,
    ],
    ['a late one slows it', { expectation: 'late', expectationSince: broke }, 'slow', broke],
    ['tier 3 trouble slows, it never stops', { tier: 3, incidentSince: broke }, 'slow', broke],
    ['never seen is unknown', { lastEventAt: null, expectation: 'new' }, 'unknown', null],
    ['nothing for a day is quiet, not broken', { lastEventAt: new Date('2026-11-23T09:00:00Z') }, 'quiet', null],
  ]
  it.each(cases)('%s', (_name, over, state, since) => {
    const { components, overall } = portalStatus([fact(over)], now)
    expect(components).toEqual([
      { processId: 'p1', slug: 'delivery', phrase: 'Carrier gets the delivery notice', state, since, said: null },
    ])
    expect(overall.state).toBe(state)
  })

  it('takes the worst workflow of a step, and the earliest moment', () => {
    const earlier = new Date('2026-11-24T12:00:00Z')
    const { components } = portalStatus(
      [fact({}), fact({ incidentSince: broke }), fact({ incidentSince: earlier })],
      now,
    )
    expect(components[0]).toMatchObject({ state: 'stopped', since: earlier })
  })

  it('names affected steps worst first and keeps the plant order of the list', () => {
    const { overall, components } = portalStatus(
      [
        fact({ processSlug: 'b', portalPhrase: 'Second', position: 2, incidentSince: broke }),
        fact({ processSlug: 'a', portalPhrase: 'First', position: 1, expectation: 'late' }),
        fact({ processSlug: 'c', portalPhrase: 'Third', position: 3 }),
      ],
      now,
    )
    expect(components.map((each) => each.slug)).toEqual(['a', 'b', 'c'])
    expect(overall).toEqual({ state: 'stopped', affected: ['Second', 'First'], total: 3 })
  })

  it('does not call a moving step unknown because one of its workflows never ran', () => {
    expect(portalStatus([fact({}), fact({ lastEventAt: null })], now).components[0]?.state).toBe('moving')
  })

  it('says unknown when there is nothing to show', () => {
    expect(portalStatus([], now).overall).toEqual({ state: 'unknown', affected: [], total: 0 })
  })
})
