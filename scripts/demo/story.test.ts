import { describe, expect, it } from 'vitest'
import { sceneOf, stormRuns } from './story'

const MIN = 60_000
const START = Date.UTC(2026, 10, 24, 9)
const between = (workflow: string, from: number, to: number) =>
  stormRuns(workflow, { from: START + from * MIN, to: START + to * MIN, startedAt: START })

describe('the storm of the demo', () => {
  it('begins at minute five, tries every ten seconds, and ends with one that works', () => {
    const runs = between('order-release', 0, 45)
    expect(runs[0]?.at.getTime()).toBe(START + 5 * MIN)
    expect(runs).toHaveLength(19)
    expect(runs.filter(({ error }) => error === null).map(({ at }) => at.getTime())).toEqual([START + 8 * MIN])
  })

  it('is told once, whatever ticks it is asked in', () => {
    const ticks = Array.from({ length: 5_400 }, (_, index) =>
      between('goods-issue', index / 120, (index + 1) / 120),
    ).flat()
    expect(ticks).toEqual(between('goods-issue', 0, 45))
  })

  it('comes again in the next round, and spares who does not need the ERP', () => {
    expect(between('order-release', 45, 90)).toHaveLength(19)
    expect(between('carrier-status', 0, 45)).toEqual([])
  })

  it('leaves the other scenes as they are', () => {
    expect(sceneOf('asn-outbound', 5 * MIN)).toBe('fails')
    expect(sceneOf('quality-hold-release', 5 * MIN)).toBe('silent')
    expect(sceneOf('order-release', 5 * MIN)).toBeNull()
  })
})
