import { describe, expect, it } from 'vitest'
import { type HealthFacts, healthOf, worstOf } from './state'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 19, 14, minute))
const quiet: HealthFacts = {
  lifecycle: 'live',
  lastStatus: 'succeeded',
  lastStatusAt: at(40),
  expectations: [],
  incidents: [],
}
const rule = (status: HealthFacts['expectations'][number]['status'], minute = 30) => ({ status, since: at(minute) })

describe('the state a workflow shows', () => {
  const cases: [string, Partial<HealthFacts>, string, string, Date | null][] = [
    [
      'a missed rule is down since its deadline',
      { expectations: [rule('down', 51), rule('on_time')] },
      'down',
      'missed',
      at(51),
    ],
    [
      'a missed rule whose last run failed says so',
      { expectations: [rule('down', 51)], lastStatus: 'failed' },
      'down',
      'failed',
      at(51),
    ],
    [
      'two missed rules: since the first',
      { expectations: [rule('down', 51), rule('down', 20)] },
      'down',
      'missed',
      at(20),
    ],
    ['a failed last run', { lastStatus: 'failed' }, 'down', 'failed', at(40)],
    ['a failure incident nobody closed', { incidents: [{ kind: 'failed', openedAt: at(5) }] }, 'down', 'failed', at(5)],
    [
      'a run that takes too long',
      { incidents: [{ kind: 'overrun', openedAt: at(7) }], lastStatus: 'running' },
      'down',
      'overrun',
      at(7),
    ],
    [
      'its rule says since when',
      { expectations: [rule('down', 9)], incidents: [{ kind: 'overrun', openedAt: at(7) }] },
      'down',
      'overrun',
      at(9),
    ],
    ['late within grace', { expectations: [rule('late', 45)] }, 'late', 'late', at(45)],
    ['started', { expectations: [rule('started', 39)] }, 'running', 'running', at(39)],
    ['running without a rule', { lastStatus: 'running' }, 'running', 'running', at(40)],
    ['on time', { expectations: [rule('on_time')] }, 'ok', 'onTime', at(30)],
    ['paused', { expectations: [rule('paused')] }, 'excused', 'paused', at(30)],
    ['a rule that has seen nothing', { expectations: [rule('new')] }, 'unknown', 'waiting', at(30)],
    ['no rule, last run fine', {}, 'ok', 'quiet', at(40)],
    ['never heard of', { lastStatus: null, lastStatusAt: null }, 'unknown', 'silent', null],
    ['unclaimed', { lifecycle: 'unclaimed' }, 'unknown', 'unclaimed', at(40)],
    ['unclaimed and failing is not hidden', { lifecycle: 'unclaimed', lastStatus: 'failed' }, 'down', 'failed', at(40)],
    ['retired never alarms', { lifecycle: 'retired', lastStatus: 'failed' }, 'excused', 'retired', null],
  ]
  it.each(cases)('%s', (_, facts, state, word, since) => {
    expect(healthOf({ ...quiet, ...facts })).toEqual({ state, word, since })
  })
})

describe('the worst of several', () => {
  it('puts unknown before fine and down before all', () => {
    expect(worstOf(['ok', 'unknown', 'running'])).toBe('unknown')
    expect(worstOf(['ok', 'late', 'down'])).toBe('down')
    expect(worstOf([])).toBeNull()
  })
})
