import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/domain/calendar/day'
import { diffTerms } from './diff'
import { effectiveProblem, inForce, phaseOf } from './effective'
import { segmentsOf, versionOn } from './segment'
import { spansOf, TERMS, versionOf } from './terms.fixture'

const days = (month: string) => {
  const all: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) all.push(day)
  return all
}

describe('segments of a month', () => {
  it('are cut at effective days, and cover what is promised day by day', () => {
    const zMonth = fc.integer({ min: 0, max: 23 }).map((n) => new Date(Date.UTC(2026, n, 1)).toISOString().slice(0, 7))
    const zVersions = fc
      .array(fc.integer({ min: -80, max: 800 }), { maxLength: 6 })
      .map((list) => list.sort((a, b) => a - b).map((n, i) => versionOf(i + 1, addDays('2026-01-01', n))))
    fc.assert(
      fc.property(zMonth, zVersions, fc.option(fc.integer({ min: 0, max: 800 })), (month, versions, end) => {
        const endsOn = end === null ? null : addDays('2026-01-01', end)
        const segments = segmentsOf(versions, month, endsOn)
        for (const day of days(month)) {
          const inside = segments.filter(({ from, to }) => from <= day && day < to)
          // the naive rule, one day at a time: the greatest number whose day has come
          const governing = versions.filter(({ effectiveFrom }) => effectiveFrom <= day).at(-1)
          const isPromised = governing !== undefined && (endsOn === null || day < endsOn)
          expect(inside.map(({ version }) => version.number)).toEqual(isPromised ? [governing.number] : [])
        }
        expect(segments.every(({ days: n, monthDays }) => n > 0 && monthDays === days(month).length)).toBe(true)
      }),
    )
  })

  it('begin where the local day begins, also when the clocks change', () => {
    const [a, b] = spansOf([versionOf(1, '2026-01-01'), versionOf(2, '2026-03-30')], '2026-03', 'Europe/Berlin')
    expect([a?.span.from.toISOString(), a?.span.to.toISOString()]).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ])
    expect([a?.days, b?.days, b?.monthDays]).toEqual([29, 2, 31])
    expect(b?.span.to.toISOString()).toBe('2026-03-31T22:00:00.000Z')
  })
})

describe('which version holds', () => {
  const versions = [versionOf(1, '2026-01-01'), versionOf(2, '2026-11-01'), versionOf(3, '2026-12-01')]

  it('changes at local midnight', () => {
    const contract = { id: 'c', clientId: 'k', name: 'C', zone: 'America/Chicago', endsOn: '2026-12-15', versions }
    const at = (iso: string) => inForce([contract], new Date(iso))?.version.number ?? null
    expect(at('2026-11-01T04:59:59Z')).toBe(1)
    expect(at('2026-11-01T05:00:00Z')).toBe(2)
    expect(at('2026-12-15T05:59:59Z')).toBe(3)
    expect(at('2026-12-15T06:00:00Z')).toBeNull()
    expect(at('2025-12-31T12:00:00Z')).toBeNull()
  })

  it('is planned, in force or past', () => {
    expect(versions.map((version) => phaseOf(version, versions, '2026-11-23'))).toEqual(['past', 'in_force', 'planned'])
    expect(versionOn(versions, '2025-12-31')).toBeNull()
  })

  it('takes effect in the future or on the first of the open month, never in a frozen one', () => {
    const facts = { today: '2026-11-23', versions: [{ effectiveFrom: '2026-06-01' }], lastFrozenMonth: '2026-09' }
    expect(effectiveProblem('2026-11-24', facts)).toBeNull()
    expect(effectiveProblem('2026-11-01', facts)).toBeNull()
    expect(effectiveProblem('2026-11-23', facts)).toMatch(/2026-11-01, the first of the open month/)
    expect(effectiveProblem('2026-10-01', facts)).toMatch(/must be a day after/)
    expect(effectiveProblem('2026-09-30', facts)).toMatch(/2026-09 is frozen/)
    expect(effectiveProblem('2026-11-01', { ...facts, lastFrozenMonth: '2026-11' })).toMatch(/is frozen/)
    expect(effectiveProblem('2026-05-31', { ...facts, lastFrozenMonth: null })).toMatch(/not be before 2026-06-01/)
    // what was agreed before it was written down
    expect(effectiveProblem('2026-02-01', { ...facts, versions: [], lastFrozenMonth: null })).toBeNull()
  })
})

describe('what a version changes', () => {
  it('is found by name, whatever the order', () => {
    const next = {
      ...TERMS,
      feeMinor: 520_000,
      objectives: [
        { objectiveId: 'b', targetPpm: 995_000, sharePpm: 1_000_000, creditTiers: null },
        ...TERMS.objectives.map((each) => ({ ...each, targetPpm: 995_000 })),
      ],
      creditTiers: [...TERMS.creditTiers].reverse(),
    }
    expect(diffTerms(TERMS, next).map(({ path, before, after }) => [path, before, after])).toEqual([
      ['feeMinor', 480_000, 520_000],
      ['objectives.a.targetPpm', 990_000, 995_000],
      ['objectives.b.objectiveId', null, 'b'],
      ['objectives.b.sharePpm', null, 1_000_000],
      ['objectives.b.targetPpm', null, 995_000],
    ])
    expect(diffTerms(TERMS, TERMS)).toEqual([])
  })
})
