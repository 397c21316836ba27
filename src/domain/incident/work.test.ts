import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayFinish, mayVerify, type TaskFacts, taskState } from './task'
import { clockTimes, editTimes, type IncidentTimes, TIME_FIELDS } from './times'
import { isAwake, mayAssign, mayMerge, maySnooze, type WorkState } from './work'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute))
const state = (over: Partial<WorkState> = {}): WorkState => ({
  id: 'a',
  number: 1,
  clientId: 'c',
  status: 'open',
  assigneeUserId: null,
  assigneeName: null,
  snoozedUntil: null,
  mergedIntoId: null,
  ...over,
})

describe('assign', () => {
  it('only who saw the present holder may name the next', () => {
    const bens = state({ assigneeUserId: 'ben', assigneeName: 'Ben' })
    expect(mayAssign(state(), null)).toBeNull()
    expect(mayAssign(bens, 'ben')).toBeNull()
    expect(mayAssign(bens, null)?.message).toContain('Ben has this incident now')
    expect(mayAssign(state(), 'ben')?.code).toBe('CONFLICT')
    expect(mayAssign(state({ status: 'resolved' }), null)?.code).toBe('CONFLICT')
  })
})

describe('snooze', () => {
  it.each([
    ['now', 0, 'INVALID'],
    ['past', -1, 'INVALID'],
    ['an hour', 60, undefined],
    ['seven days', 7 * 1440, undefined],
    ['longer', 7 * 1440 + 1, 'INVALID'],
  ])('until %s', (_, minutes, code) => {
    expect(maySnooze(state(), at(minutes), at(0))?.code).toBe(code)
  })
  it('neither what is over nor what is folded sleeps; time wakes', () => {
    expect(maySnooze(state({ status: 'resolved' }), at(5), at(0))?.code).toBe('CONFLICT')
    expect(maySnooze(state({ mergedIntoId: 'b' }), at(5), at(0))?.code).toBe('CONFLICT')
    expect([null, at(5), at(6)].map((snoozedUntil) => isAwake({ snoozedUntil }, at(5)))).toEqual([true, true, false])
  })
})

describe('merge', () => {
  it('refuses itself, other clients, chains, and what would be lost', () => {
    const b = (over: Partial<WorkState> = {}) => state({ id: 'b', number: 2, ...over })
    expect(mayMerge(state(), b())).toBeNull()
    expect(mayMerge(state(), state())?.code).toBe('INVALID')
    expect(mayMerge(state(), b({ clientId: 'd' }))?.message).toContain('same client')
    expect(mayMerge(state({ mergedIntoId: 'b' }), b())?.message).toContain('already')
    expect(mayMerge(state({ mergedIntoId: 'x' }), b())?.code).toBe('CONFLICT')
    expect(mayMerge(state(), b({ mergedIntoId: 'x' }))?.code).toBe('CONFLICT')
    expect(mayMerge(state(), b({ status: 'resolved' }))?.message).toContain('lost')
    expect(mayMerge(state({ status: 'resolved' }), b({ status: 'resolved' }))).toBeNull()
  })

  it('whatever is merged, taken out and resolved in whatever order: no circle, and one link at most', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const step = fc.tuple(fc.constantFrom('merge', 'unmerge', 'resolve'), fc.nat(4), fc.nat(4))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const all = new Map(ids.map((id, number) => [id, state({ id, number })]))
        const get = (index: number) => all.get(ids[index] ?? '') ?? state()
        for (const [what, i, j] of steps) {
          const [from, into] = [get(i), get(j)]
          if (what === 'unmerge') all.set(from.id, { ...from, mergedIntoId: null })
          if (what === 'resolve') all.set(from.id, { ...from, status: 'resolved' })
          if (what === 'merge' && !mayMerge(from, into)) {
            // what was folded into it moves along, as the verb does
            for (const each of all.values())
              if (each.mergedIntoId === from.id) all.set(each.id, { ...each, mergedIntoId: into.id })
            all.set(from.id, { ...from, mergedIntoId: into.id })
          }
          for (const each of all.values()) {
            const head = each.mergedIntoId ? all.get(each.mergedIntoId) : null
            expect(head?.mergedIntoId ?? null).toBeNull()
            expect(each.mergedIntoId).not.toBe(each.id)
          }
        }
      }),
    )
  })
})

const times = (over: Partial<IncidentTimes> = {}): IncidentTimes => ({
  impactStartedAt: null,
  openedAt: at(10),
  acknowledgedAt: at(14),
  resolvedAt: null,
  ...over,
})

describe('times', () => {
  it('corrects what happened, names the impact, and says what moved', () => {
    const edited = editTimes(times(), { impactStartedAt: at(2), openedAt: at(4) }, at(30))
    expect(edited).toMatchObject({
      times: { impactStartedAt: at(2), openedAt: at(4), acknowledgedAt: at(14) },
      edits: [
        { field: 'impactStartedAt', before: null, after: at(2) },
        { field: 'openedAt', before: at(10), after: at(4) },
      ],
    })
    expect(editTimes(times(), { openedAt: at(10) }, at(30))).toMatchObject({ edits: [] })
  })

  it.each([
    ['acknowledgedAt', at(9), 'must not lie before the opening'],
    ['openedAt', at(15), 'must not lie before the opening'],
    ['impactStartedAt', at(11), 'must not lie before the start of the impact'],
    ['resolvedAt', at(20), 'has not happened yet'],
    ['openedAt', null, 'cannot be taken away'],
    ['openedAt', at(31), 'future'],
  ] as const)('refuses %s', (field, value, words) => {
    expect(editTimes(times(), { [field]: value }, at(30)).error?.message).toContain(words)
  })

  it('whatever is edited in whatever order: never out of order, never in the future', () => {
    const edit = fc.record(
      Object.fromEntries(
        TIME_FIELDS.map((field) => [field, fc.option(fc.integer({ min: 0, max: 45 }), { nil: undefined })]),
      ),
    )
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        let now = times({ resolvedAt: at(20) })
        for (const each of edits) {
          const wanted = Object.fromEntries(
            Object.entries(each).flatMap(([field, minute]) =>
              minute === undefined ? [] : [[field, at(Number(minute))]],
            ),
          )
          const result = editTimes(now, wanted, at(40))
          if (!result.error) now = result.times
          const known = TIME_FIELDS.map((field) => now[field]?.getTime()).filter((value) => value !== undefined)
          expect(known).toEqual([...known].sort((a, b) => a - b))
          expect(Math.max(...known)).toBeLessThanOrEqual(at(40).getTime())
        }
      }),
    )
  })

  it('a promise never gets better by an edit', () => {
    const minutes = fc.integer({ min: 0, max: 59 })
    fc.assert(
      fc.property(minutes, minutes, minutes, minutes, (o1, o2, r1, r2) => {
        const edited = { openedAt: at(o2), acknowledgedAt: null, resolvedAt: at(r2) }
        const clock = clockTimes(edited, { openedAt: at(o1), resolvedAt: at(r1) })
        expect(clock.openedAt.getTime()).toBe(Math.min(at(o1).getTime(), at(o2).getTime()))
        expect(clock.resolvedAt?.getTime()).toBe(Math.max(at(r1).getTime(), at(r2).getTime()))
      }),
    )
    expect(clockTimes(times(), {})).toEqual({ openedAt: at(10), acknowledgedAt: at(14), resolvedAt: null })
  })
})

describe('tasks', () => {
  const task = (over: Partial<TaskFacts> = {}): TaskFacts => ({
    kind: 'corrective',
    dueAt: at(30),
    doneAt: null,
    doneById: null,
    verifiedAt: null,
    ...over,
  })
  const done = { doneAt: at(20), doneById: 'ben' }

  it('is overdue until done, and a correction open until verified', () => {
    expect(taskState(task(), at(30))).toBe('open')
    expect(taskState(task(), at(31))).toBe('overdue')
    expect(taskState(task(done), at(99))).toBe('unverified')
    expect(taskState(task({ ...done, verifiedAt: at(25) }), at(99))).toBe('closed')
    expect(taskState(task({ ...done, kind: 'follow_up' }), at(99))).toBe('closed')
  })
  it('is verified by a second person only, once, after it was done', () => {
    expect(mayVerify(task(), 'carl')?.code).toBe('CONFLICT')
    expect(mayVerify(task(done), 'ben')?.code).toBe('FORBIDDEN')
    expect(mayVerify(task(done), 'carl')).toBeNull()
    expect(mayVerify(task({ ...done, verifiedAt: at(25) }), 'carl')?.code).toBe('CONFLICT')
    expect(mayVerify(task({ ...done, kind: 'follow_up' }), 'carl')?.code).toBe('CONFLICT')
    expect(mayFinish(task(done))?.code).toBe('CONFLICT')
    expect(mayFinish(task())).toBeNull()
  })
})
