import { describe, expect, it } from 'vitest'
import type { Expectation } from './schema'
import { PLAIN } from './spec'
import { type ExpectationState, initialState, type RunInput, type StepInput } from './state'
import { step } from './step'

const at = (clock: string, day = '23') => new Date(`2026-11-${day}T${clock}${clock.length === 5 ? ':00' : ''}Z`)
const hourly: Expectation = {
  kind: 'cron',
  cron: '0 * * * *',
  intervalS: null,
  zone: 'UTC',
  graceS: 600,
  maxDurationS: null,
  createdAt: at('05:30'),
  spec: PLAIN,
  plant: null,
}
const limited: Expectation = { ...hourly, maxDurationS: 1_800 }
const run = (status: RunInput['status'], clock: string, started?: string): RunInput => ({
  kind: 'run',
  status,
  at: at(clock),
  startedAt: started ? at(started) : null,
  executionId: 'x',
  eventKey: 'e',
})

/** Plays [now, input] pairs; answers with "to@time reason" lines. */
function tell(expectation: Expectation, ...inputs: [string, StepInput][]) {
  let state: ExpectationState = initialState(expectation)
  const lines: string[] = []
  for (const [now, input] of inputs) {
    const result = step(expectation, state, input, at(now))
    state = result.state
    lines.push(...result.transitions.map((t) => `${t.to}@${t.at.toISOString().slice(11, 16)} ${t.cause.reason}`))
  }
  return { state, lines }
}
const tick: StepInput = { kind: 'tick' }

describe('step, by cases', () => {
  it('is late a minute after due and down at due + grace, stamped so by a tick hours later', () => {
    const { state, lines } = tell(hourly, ['11:47', tick])
    expect(lines).toEqual(['late@06:01 due', 'down@06:10 missed'])
    expect(state).toMatchObject({ status: 'down', since: at('06:10'), dueAt: at('06:00'), nextCheckAt: null, seq: 2 })
  })

  it('finds late and down before the recovery when the run came after the deadline but before the tick', () => {
    expect(tell(hourly, ['06:15', run('succeeded', '06:14')]).lines).toEqual([
      'late@06:01 due',
      'down@06:10 missed',
      'on_time@06:14 succeeded',
    ])
  })

  it('counts a success exactly at the deadline', () => {
    expect(tell(hourly, ['06:10', run('succeeded', '06:10')]).lines).toEqual([
      'late@06:01 due',
      'on_time@06:10 succeeded',
    ])
  })

  it('does not let a late run of an old slot stand for a newer one', () => {
    const { state, lines } = tell(hourly, ['08:20', tick], ['08:20', run('succeeded', '08:20', '06:05')])
    expect(lines).toEqual(['late@06:01 due', 'down@06:10 missed'])
    expect(state).toMatchObject({ status: 'down', dueAt: at('07:00') })
  })

  it('lets the newest slot recover it', () => {
    expect(tell(hourly, ['08:20', tick], ['08:25', run('succeeded', '08:25')]).state).toMatchObject({
      status: 'on_time',
      dueAt: at('09:00'),
      nextCheckAt: at('09:01'),
    })
  })

  it('takes a run seconds early for its slot, and a run minutes early not', () => {
    expect(tell(hourly, ['05:59:30', run('succeeded', '05:59:30')]).state.dueAt).toEqual(at('07:00'))
    expect(tell(hourly, ['05:55', run('succeeded', '05:55')]).state.dueAt).toEqual(at('06:00'))
  })

  it('does not let drift hide a miss', () => {
    const drifting = ['06:09', '07:09', '08:09'].map((clock): [string, StepInput] => [clock, run('succeeded', clock)])
    const { state, lines } = tell(hourly, ...drifting, ['09:30', tick])
    expect(lines.filter((line) => line.startsWith('down'))).toEqual(['down@09:10 missed'])
    expect(state.dueAt).toEqual(at('09:00'))
  })

  it('gives a started run its own clock instead of the grace', () => {
    const { lines, state } = tell(
      limited,
      ['06:01', run('running', '06:01', '06:01')],
      ['06:29', tick],
      ['06:40', tick],
    )
    expect(lines).toEqual(['started@06:01 started', 'down@06:31 overrun'])
    expect(state.startedAt).toEqual(at('06:01'))
  })

  it('keeps the grace for a started run without a longest duration', () => {
    expect(tell(hourly, ['06:01', run('running', '06:01', '06:01')], ['07:00', tick]).lines.at(-1)).toBe(
      'down@06:10 missed',
    )
  })

  it('finds an overrun before the slot is due, though the timer was armed for later', () => {
    const { state, lines } = tell({ ...limited, cron: '0 18 * * *' }, ['06:00', run('running', '06:00', '06:00')])
    expect(lines).toEqual(['started@06:00 started'])
    expect(state.nextCheckAt).toEqual(at('06:30'))
  })

  it('is not met and not missed by a failure', () => {
    const { lines, state } = tell(
      limited,
      ['06:01', run('running', '06:01', '06:01')],
      ['06:03', run('failed', '06:03', '06:01')],
      ['06:09', tick],
    )
    expect(lines).toEqual(['started@06:01 started', 'late@06:03 failed'])
    expect(state).toMatchObject({ startedAt: null, dueAt: at('06:00') })
  })

  it('stays down when the run that lasted too long fails, and recovers when a later one succeeds', () => {
    const overrun: [string, StepInput][] = [
      ['06:01', run('running', '06:01', '06:01')],
      ['06:40', tick],
      ['06:50', run('failed', '06:50', '06:01')],
    ]
    expect(tell(limited, ...overrun).state.status).toBe('down')
    expect(tell(limited, ...overrun, ['06:55', run('succeeded', '06:55')]).lines.at(-1)).toBe('on_time@06:55 succeeded')
  })

  it('notices a hung run behind others that succeed', () => {
    const { lines } = tell(
      limited,
      ['06:00', run('running', '06:00', '06:00')],
      ['07:00', run('running', '07:00', '07:00')],
      ['07:02', run('succeeded', '07:02', '07:00')],
    )
    expect(lines).toContain('down@06:30 overrun')
    expect(lines.at(-1)).toBe('on_time@07:02 succeeded')
  })

  it('forgets a run that never ended when the next succeeds, if no longest duration was promised', () => {
    const { state } = tell(
      hourly,
      ['05:50', run('running', '05:50', '05:50')],
      ['06:02', run('succeeded', '06:02', '06:01')],
    )
    expect(state).toMatchObject({ status: 'on_time', startedAt: null })
  })

  it('does not reopen the clock of a run that overran before the last success', () => {
    const { state } = tell(limited, ['06:40', run('succeeded', '06:40')], ['06:41', run('running', '06:41', '06:01')])
    expect(state).toMatchObject({ status: 'on_time', startedAt: null })
  })

  it('leaves the timer alone when a success moves the slot, and corrects it when it fires', () => {
    const met = tell(hourly, ['06:00:30', run('succeeded', '06:00:30')])
    expect(met.state).toMatchObject({ dueAt: at('07:00'), nextCheckAt: at('06:01') })
    expect(step(hourly, met.state, tick, at('06:10'))).toMatchObject({ transitions: [], nextCheckAt: at('07:01') })
  })

  it('pauses and resumes: what was due meanwhile never counts', () => {
    const paused = tell(
      hourly,
      ['05:40', run('succeeded', '05:40')],
      ['05:50', { kind: 'pause' }],
      ['06:30', run('succeeded', '06:30')],
      ['08:30', tick],
    )
    expect(paused.state).toMatchObject({ status: 'paused', dueAt: null, nextCheckAt: null, lastMetAt: at('06:30') })
    const resumed = step(hourly, paused.state, { kind: 'resume' }, at('09:15'))
    expect(resumed.state).toMatchObject({ status: 'on_time', dueAt: at('10:00'), nextCheckAt: at('10:01') })
    expect(resumed.transitions.map((t) => t.cause.reason)).toEqual(['resumed'])
    expect(step(hourly, resumed.state, { kind: 'resume' }, at('09:20')).state).toEqual(resumed.state)
    expect(step(hourly, paused.state, { kind: 'pause' }, at('09:20')).state).toEqual(paused.state)
  })

  it('tells what had happened before a pause', () => {
    expect(tell(hourly, ['06:30', { kind: 'pause' }]).lines).toEqual([
      'late@06:01 due',
      'down@06:10 missed',
      'paused@06:30 paused',
    ])
  })

  it('waits for the next slot of an edited rule', () => {
    const down = tell(hourly, ['06:30', tick]).state
    const edited = step({ ...hourly, cron: '45 * * * *' }, down, { kind: 'changed' }, at('06:35'))
    expect(edited.state).toMatchObject({ status: 'new', dueAt: at('06:45'), nextCheckAt: at('06:46') })
  })

  it('counts an interval from the last success', () => {
    const every: Expectation = { ...hourly, kind: 'interval', cron: null, intervalS: 900 }
    const { lines, state } = tell(every, ['05:37', run('succeeded', '05:37')], ['05:52', tick], ['06:02', tick])
    expect(lines).toEqual(['on_time@05:37 succeeded', 'late@05:53 due', 'down@06:02 missed'])
    expect(state.dueAt).toEqual(at('05:52'))
  })

  it('carries what a reader asks for: slot, run, event', () => {
    const { transitions } = step(hourly, initialState(hourly), run('succeeded', '06:02'), at('06:02'))
    expect(transitions.map((t) => t.cause)).toEqual([
      { reason: 'due', dueAt: '2026-11-23T06:00:00.000Z' },
      { reason: 'succeeded', dueAt: '2026-11-23T06:00:00.000Z', executionId: 'x', eventKey: 'e' },
    ])
  })
})

describe('patience', () => {
  it.each([
    [600, '06:01:00'],
    [120, '06:00:30'],
    [60, '06:00:15'],
  ])('with a grace of %i s a slot is late at %s, not on the dot', (graceS, clock) => {
    const { transitions } = step({ ...hourly, graceS }, initialState({ ...hourly, graceS }), tick, at(clock))
    expect(transitions.map((t) => [t.to, t.at])).toEqual([['late', at(clock)]])
    const before = new Date(at(clock).getTime() - 1)
    expect(step({ ...hourly, graceS }, initialState({ ...hourly, graceS }), tick, before).transitions).toEqual([])
  })

  it('starts on time when the workflow has succeeded before anybody expected it to', () => {
    expect(initialState(hourly, at('05:10'))).toMatchObject({
      status: 'on_time',
      lastMetAt: at('05:10'),
      dueAt: at('06:00'),
    })
  })
})
