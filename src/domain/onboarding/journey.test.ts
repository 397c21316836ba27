import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { easter, holidaysOf } from './holidays'
import { type JourneyFacts, journeyOf, MARKS, nextStep, STEPS, type Step } from './journey'
import { proposeRhythm } from './rhythm'
import { zoneOfCity } from './zone'

const facts = (...done: Step[]) => Object.fromEntries(STEPS.map((step) => [step, done.includes(step)])) as JourneyFacts
const zFacts = fc.record(Object.fromEntries(STEPS.map((step) => [step, fc.boolean()]))) as fc.Arbitrary<JourneyFacts>
const zMarks = fc.dictionary(fc.constantFrom(...STEPS), fc.constantFrom(...MARKS))

describe('the journey', () => {
  it('begins with the brand, waits for a client, and ends', () => {
    expect(nextStep(journeyOf(facts(), {}))).toBe('brand')
    expect(journeyOf(facts(), {}).find(({ step }) => step === 'site')?.state).toBe('blocked')
    expect(nextStep(journeyOf(facts('client', 'event'), { brand: 'skipped' }))).toBe('site')
    expect(nextStep(journeyOf(facts(...STEPS), {}))).toBeNull()
  })
  it('believes facts more than marks', () => {
    fc.assert(
      fc.property(zFacts, zMarks, (done, marks) =>
        journeyOf(done, marks).every(({ step, state }) => !done[step] || state === 'done'),
      ),
    )
  })
  it('leads somewhere exactly while a step is left, and never to a finished one', () => {
    fc.assert(
      fc.property(zFacts, zMarks, fc.option(fc.constantFrom(...STEPS), { nil: undefined }), (done, marks, after) => {
        const steps = journeyOf(done, marks)
        const left = steps.filter(({ state }) => state === 'open' || state === 'blocked').map(({ step }) => step)
        const next = nextStep(steps, after)
        return next === null ? left.length === 0 : left.includes(next)
      }),
    )
  })
})

describe('a rhythm', () => {
  const start = Date.UTC(2026, 10, 23)
  it.each([
    [300, 300],
    [302, 300],
    [3_590, 3_600],
    [86_400, 86_400],
    [1_500, 1_500],
  ])('of %i s is read as %i s', (gap, interval) => {
    const starts = Array.from({ length: 8 }, (_, index) => new Date(start + index * gap * 1000))
    expect(proposeRhythm(starts, 2)).toMatchObject({ basis: 'observed', intervalS: interval, runs: 8 })
  })
  it('is not seen in three runs or in noise: then the tier speaks', () => {
    expect(
      proposeRhythm(
        [0, 60, 120].map((s) => new Date(start + s * 1000)),
        1,
      ),
    ).toMatchObject({ basis: 'tier', intervalS: 3600 })
    const noise = [0, 10, 4000, 4100, 90_000, 90_500].map((s) => new Date(start + s * 1000))
    expect(proposeRhythm(noise, 3).basis).toBe('tier')
  })
  it('never proposes what would have raised an alarm on what was seen', () => {
    const gaps = fc.array(fc.integer({ min: 30, max: 40_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(gaps, (each) => {
        const starts = [0, ...each].map(
          (_, at) => new Date(start + 1000 * each.slice(0, at).reduce((sum, gap) => sum + gap, 0)),
        )
        const { basis, intervalS, graceS } = proposeRhythm(starts, 2)
        return basis === 'tier' || graceS >= 86_400 || each.every((gap) => gap <= intervalS * 1.15 + graceS + 60)
      }),
    )
  })
  it('does not depend on the order of the runs', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 30 }), (seconds) => {
        const dates = seconds.map((s) => new Date(start + s * 1000))
        expect(proposeRhythm([...dates].reverse(), 2)).toEqual(proposeRhythm(dates, 2))
      }),
    )
  })
})

describe('zones and days off', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  it.each([
    ['Köln', 'Europe/Berlin'],
    ['Chicago, IL', 'America/Chicago'],
    ['New York', 'America/New_York'],
    ['Graz', 'Europe/Vienna'],
    ['Kleinkleckersdorf', null],
    ['', null],
  ])('%s: %s', (city, zone) => {
    expect(zoneOfCity(city, zones)).toBe(zone)
  })
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter %i is %s', (year, date) => {
    expect(new Date(easter(year)).toISOString().slice(0, 10)).toBe(date)
  })
  it('knows the published days of 2026', () => {
    const of = (set: 'de' | 'us') =>
      holidaysOf(set, 2026)
        .map(({ date }) => date)
        .filter((date) => date.startsWith('2026'))
    expect(of('de')).toEqual([
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-10-03',
      '2026-12-25',
      '2026-12-26',
    ])
    expect(of('us')).toEqual(['2026-01-01', '2026-05-25', '2026-07-04', '2026-09-07', '2026-11-26', '2026-12-25'])
  })
})
