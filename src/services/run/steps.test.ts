import { describe, expect, it } from 'vitest'
import { errorOf, keysOf, type RunEvent, stepsOf } from './steps'

const at = (second: number) => new Date(Date.UTC(2026, 10, 19, 14, 51, second))
let serial = 0
const event = (type: string, second: number, payload: Record<string, unknown> = {}): RunEvent => ({
  id: `e${serial++}`,
  key: `k${serial}`,
  type,
  occurredAt: at(second),
  receivedAt: at(second + 1),
  clockSkew: false,
  payload,
})

describe('the steps of a run', () => {
  it('are ordered by their own time, whatever the order of arrival', () => {
    const steps = stepsOf([event('step.send', 9, { durationMs: 3000 }), event('step.fetch', 4, { durationMs: 2000 })])
    expect(steps.map(({ name, startedAt, endedAt }) => [name, startedAt, endedAt])).toEqual([
      ['fetch', at(2), at(4)],
      ['send', at(6), at(9)],
    ])
  })
  it('pair a start with the end of the same name', () => {
    const steps = stepsOf([
      event('step.started', 1, { data: { step: 'map' } }),
      event('step.started', 2, { data: { step: 'send' } }),
      event('step.failed', 5, { error: { step: 'map' } }),
    ])
    expect(steps.map(({ name, state, durationMs }) => [name, state, durationMs])).toEqual([
      ['map', 'failed', 4000],
      ['send', 'running', null],
    ])
  })
  it('a repeated step is shown twice', () => {
    const twice = [1, 3].flatMap((second) => [
      event('step.started', second, { data: { name: 'send' } }),
      event('step.succeeded', second + 1, { data: { name: 'send' } }),
    ])
    expect(stepsOf(twice).map(({ startedAt }) => startedAt)).toEqual([at(1), at(3)])
  })
  it('two ends of one name without a start are two steps', () => {
    expect(stepsOf([event('step.send', 4), event('step.send', 9)])).toHaveLength(2)
  })
  it('without a duration or a start, no start is made up', () => {
    expect(stepsOf([event('step.map-shipment', 4)])[0]).toMatchObject({
      name: 'map-shipment',
      state: 'succeeded',
      startedAt: null,
      durationMs: null,
    })
  })
  it('an error makes a named step a failed one; other events are no steps', () => {
    expect(
      stepsOf([event('step.map', 4, { error: { message: 'no' } }), event('log', 5)]).map(({ state }) => state),
    ).toEqual(['failed'])
  })
})

describe('what the events say about the run', () => {
  it('the last error of the run itself', () => {
    const events = [
      event('execution.failed', 9, { error: { class: 'ValidationError', message: '422', step: 'map' } }),
      event('step.map', 8, { error: { class: 'Inner' } }),
    ]
    expect(errorOf(events)).toEqual({ class: 'ValidationError', message: '422', step: 'map' })
    expect(errorOf([event('execution.succeeded', 1)])).toBeNull()
  })
  it('the first mention of each key wins', () => {
    expect(
      keysOf([event('log', 1, { keys: { order: '4711' } }), event('log', 2, { keys: { order: '4712', asn: '9' } })]),
    ).toEqual({ order: '4711', asn: '9' })
  })
})
