import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExpectationTransition, TransitionReason } from '@/domain/expectation/state'
import { causesHealed, impactOf, impactWord, isRecovery, openForFailure, openForTransition } from './open'
import { INCIDENT_KINDS, NoteInput, ResolveInput } from './schema'
import { acknowledge, type Decided, type IncidentState, note, occurrence, recover, resolve } from './transition'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute))
const workflow = { id: 'w1', name: 'Order release', tier: 1 }
const ID = '01999d3e-7c5a-7b7e-9c7b-3f1f4f0c1a2b'

describe('open', () => {
  it('opens for a failure, once per workflow, with what broke', () => {
    const run = { executionId: 'x1', endedAt: at(1), errorClass: 'Timeout', errorStep: 'Post order' }
    expect(openForFailure(workflow, run)).toEqual({
      causeKey: 'failed:w1',
      kind: 'failed',
      title: {
        key: 'incident.title.failed',
        params: { workflow: 'Order release', step: 'Post order', errorClass: 'Timeout' },
      },
      impact: 85,
      openedAt: at(1),
      expectationId: null,
      executionId: 'x1',
    })
    expect(openForFailure(workflow, { ...run, executionId: 'x2', endedAt: at(9) }).causeKey).toBe('failed:w1')
  })

  const move = (to: ExpectationTransition['to'], reason: TransitionReason): ExpectationTransition => ({
    seq: 2,
    from: to === 'down' ? 'late' : 'down',
    to,
    at: at(10),
    cause: { reason, dueAt: '2026-11-23T10:00:00.000Z', startedAt: '2026-11-23T09:00:00.000Z' },
  })

  it('opens for a miss and an overrun at the computed moment', () => {
    expect(openForTransition(workflow, 'e1', move('down', 'missed'))).toMatchObject({
      causeKey: 'missed:e1',
      kind: 'missed',
      impact: 90,
      openedAt: at(10),
      title: { key: 'incident.title.missed', params: { workflow: 'Order release', dueAt: '2026-11-23T10:00:00.000Z' } },
    })
    expect(openForTransition(workflow, 'e1', move('down', 'overrun'))).toMatchObject({
      causeKey: 'overrun:e1',
      impact: 80,
      title: { params: { workflow: 'Order release', startedAt: '2026-11-23T09:00:00.000Z' } },
    })
  })

  it.each(['late', 'started', 'on_time', 'paused', 'new'] as const)('opens nothing for %s', (to) => {
    expect(openForTransition(workflow, 'e1', move(to, 'due'))).toBeNull()
  })

  it('recovers what an expectation opened, but not because somebody paused it', () => {
    expect(causesHealed('e1')).toEqual(['missed:e1', 'overrun:e1', 'violated:e1'])
    expect(isRecovery(move('on_time', 'succeeded'))).toBe(true)
    expect(isRecovery(move('paused', 'paused'))).toBe(false)
    expect(isRecovery(move('on_time', 'given_up'))).toBe(false)
    expect(isRecovery(move('down', 'missed'))).toBe(false)
  })

  it('orders by tier before kind, within 0..100', () => {
    const scores = [1, 2, 3].map((tier) => INCIDENT_KINDS.map((kind) => impactOf(tier, kind)))
    for (const score of scores.flat()) expect(score >= 0 && score <= 100).toBe(true)
    expect(Math.min(...(scores[0] ?? []))).toBeGreaterThan(Math.max(...(scores[1] ?? [])))
    expect(Math.min(...(scores[1] ?? []))).toBeGreaterThan(Math.max(...(scores[2] ?? [])))
    expect([1, 2, 3].map(impactWord)).toEqual(['plant', 'process', 'comfort'])
  })
})

const opened: IncidentState = {
  status: 'open',
  occurrences: 1,
  openedAt: at(0),
  lastAt: at(0),
  acknowledgedAt: null,
  acknowledgedBy: null,
  resolvedAt: null,
  resolvedBy: null,
  resolution: null,
}
const ben = { name: 'Ben' }
const fixed = { resolution: 'Restarted the gateway', at: at(20) }
const stateOf = (decided: Decided): IncidentState => {
  if (decided.error) throw decided.error
  return decided.move.state
}

describe('moves', () => {
  it('is acknowledged once, by one person', () => {
    const acknowledged = stateOf(acknowledge(opened, ben, at(2)))
    expect(acknowledged).toMatchObject({ status: 'acknowledged', acknowledgedAt: at(2), acknowledgedBy: 'Ben' })
    expect(acknowledge(acknowledged, ben, at(3)).move).toMatchObject({
      hasChanged: false,
      state: { acknowledgedAt: at(2) },
    })
    expect(acknowledge(acknowledged, { name: 'Ada' }, at(3)).error).toMatchObject({
      code: 'CONFLICT',
      message: 'Ben has already acknowledged this incident.',
    })
  })

  it('is resolved with words, which become an internal note', () => {
    const { move } = resolve(opened, ben, fixed)
    expect(move?.state).toMatchObject({
      status: 'resolved',
      resolvedAt: at(20),
      resolvedBy: 'Ben',
      resolution: fixed.resolution,
    })
    expect(move?.note).toEqual({ audience: 'internal', author: 'Ben', body: fixed.resolution })
    expect(resolve(opened, ben, { ...fixed, resolution: ' ' }).error?.details[0]?.pointer).toBe('/resolution')
  })

  it('stays resolved: the next time is a new incident', () => {
    const resolved = stateOf(resolve(opened, ben, fixed))
    for (const refused of [
      acknowledge(resolved, ben, at(30)),
      resolve(resolved, ben, fixed),
      occurrence(resolved, at(30)),
    ]) {
      expect(refused.error?.code).toBe('CONFLICT')
    }
    expect(recover(resolved, at(30), 'runs again').move).toEqual({ state: resolved, hasChanged: false, note: null })
    expect(note(resolved, ben, { audience: 'client', body: 'Fixed for good' }).move).toMatchObject({
      hasChanged: false,
      note: { audience: 'client', author: 'Ben' },
    })
  })

  it('counts occurrences without moving back in time and keeps who has it', () => {
    const acknowledged = stateOf(acknowledge(opened, ben, at(2)))
    const again = stateOf(occurrence(stateOf(occurrence(acknowledged, at(9))), at(5)))
    expect(again).toMatchObject({ status: 'acknowledged', occurrences: 3, lastAt: at(9), acknowledgedBy: 'Ben' })
  })

  it('recovers at the computed moment, by nobody', () => {
    expect(stateOf(recover(opened, at(7), 'runs again'))).toMatchObject({
      status: 'resolved',
      resolvedAt: at(7),
      resolvedBy: null,
    })
    expect(stateOf(recover(opened, at(-7), 'runs again')).resolvedAt).toEqual(at(0))
  })

  it('goes forward only, whatever is tried in whatever order', () => {
    const rank = { open: 0, acknowledged: 1, resolved: 2 }
    const attempts = fc.array(
      fc.tuple(fc.constantFrom('acknowledge', 'resolve', 'occurrence', 'recover'), fc.integer({ min: 0, max: 59 })),
    )
    fc.assert(
      fc.property(attempts, (list) => {
        let state = opened
        for (const [name, minute] of list) {
          const tried =
            name === 'acknowledge'
              ? acknowledge(state, ben, at(minute))
              : name === 'resolve'
                ? resolve(state, ben, { ...fixed, at: at(minute) })
                : name === 'occurrence'
                  ? occurrence(state, at(minute))
                  : recover(state, at(minute), 'ok')
          const next = tried.move?.state ?? state
          expect(rank[next.status]).toBeGreaterThanOrEqual(rank[state.status])
          expect(next.occurrences).toBeGreaterThanOrEqual(state.occurrences)
          expect(next.status === 'resolved').toBe(next.resolvedAt !== null)
          state = next
        }
      }),
    )
  })
})

describe('incident input', () => {
  it('keeps lines, refuses what cannot be read', () => {
    expect(NoteInput.parse({ incidentId: ID, audience: 'client', body: ' a\n\tb ' }).body).toBe('a\n\tb')
    expect(NoteInput.safeParse({ incidentId: ID, audience: 'all', body: 'x' }).error?.issues[0]?.message).toBe(
      'audience: must be internal or client',
    )
    for (const body of ['', '  ', 'a\u0000', '\u001b[31m', 'x'.repeat(4_001)])
      expect(NoteInput.safeParse({ incidentId: ID, audience: 'client', body }).success).toBe(false)
    expect(ResolveInput.safeParse({ incidentId: ID, resolution: '' }).error?.issues[0]?.message).toBe(
      'resolution: must not be empty',
    )
  })
})
