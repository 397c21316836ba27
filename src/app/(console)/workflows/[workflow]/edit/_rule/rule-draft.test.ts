import { describe, expect, it } from 'vitest'
import { PLAIN } from '@/domain/expectation/spec'
import { parseRule, ruleDraft } from './rule-draft'

const draft = { ...ruleDraft(null, 'Europe/Berlin'), kind: 'cron' as const, cron: '*/15 6-22 * * 1-5' }

describe('parseRule', () => {
  it('turns minutes into seconds and leaves an empty limit out', () => {
    expect(parseRule(draft).rule).toMatchObject({
      kind: 'cron',
      cron: '*/15 6-22 * * 1-5',
      zone: 'Europe/Berlin',
      graceS: 600,
      maxDurationS: null,
    })
    const interval = parseRule({ ...draft, kind: 'interval', intervalMin: '90', maxMin: '2,5' })
    expect(interval.rule).toMatchObject({ intervalS: 5400, maxDurationS: 150 })
  })

  it.each([
    ['cron', { cron: '* * * *' }],
    ['cron', { cron: '0 0 31 2 *' }],
    ['zone', { zone: 'Berlin' }],
    ['graceMin', { graceMin: '0' }],
    ['graceMin', { graceMin: '-5' }],
    ['graceMin', { graceMin: 'ten' }],
    ['maxMin', { maxMin: 'x' }],
    ['intervalMin', { kind: 'interval' as const, intervalMin: '' }],
  ])('names the field %s for %j', (field, part) => {
    const { rule, problems } = parseRule({ ...draft, ...part })
    expect(rule).toBeNull()
    expect(Object.keys(problems)).toEqual([field])
  })

  it('shows a stored rule as it was', () => {
    const stored = {
      id: 'x',
      kind: 'interval',
      cron: null,
      intervalS: 7200,
      zone: 'America/Chicago',
      graceS: 90,
      maxDurationS: 60,
      status: 'new',
      spec: PLAIN,
      triggerWorkflowId: null,
      triggerName: null,
      createdAt: new Date(0),
      dueAt: null,
    } as const
    expect(parseRule(ruleDraft(stored, 'UTC')).rule).toMatchObject({
      intervalS: 7200,
      zone: 'America/Chicago',
      graceS: 90,
      maxDurationS: 60,
    })
  })
})
