import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareBytes,
  durationOf,
  EXECUTION_STATUSES,
  type ExecutionEvent,
  type ExecutionState,
  joinStates,
  merge,
  mergeAll,
} from './merge'
import { rollupDelta } from './rollup'

const text = fc.option(fc.constantFrom('a', 'b', 'Z', 'é', '\ufffd', '😀'))

/** Few distinct instants, so that ties are common; keys are unique, as the door guarantees. */
const events = fc.uniqueArray(
  fc
    .record({
      key: fc.string({ unit: fc.constantFrom('a', 'b', 'Z', '\ufffd', '😀'), minLength: 1, maxLength: 3 }),
      status: fc.constantFrom(...EXECUTION_STATUSES),
      occurredAt: fc.integer({ min: 0, max: 5 }).map((n) => n * 40_000),
      isStart: fc.boolean(),
      durationMs: fc.option(fc.integer({ min: 0, max: 200_000 })),
      errorClass: text,
      errorStep: text,
      version: text,
      definitionHash: text,
      measures: fc.option(fc.constantFrom<Record<string, number>[]>({}, { rows: 3 })),
      isManual: fc.boolean(),
    })
    .map((event): ExecutionEvent => ({ ...event, isStart: event.isStart && event.status === 'running' })),
  { selector: (event) => event.key, minLength: 1, maxLength: 7 },
)
const shuffled = events.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
)

/** The same order told another way: sort everything, read off the answer. */
function oracle(list: readonly ExecutionEvent[]): ExecutionState {
  const utf8 = (key: string) => Buffer.from(key).toString('hex')
  const sortKey = (e: ExecutionEvent) =>
    `${e.status === 'running' ? 0 : 1}|${String(e.occurredAt).padStart(9, '0')}|${utf8(e.key)}`
  const last = [...list].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)).at(-1) as ExecutionEvent
  const starts = list.filter((e) => e.isStart).map((e) => e.occurredAt)
  const versions = list.flatMap((e) => e.version ?? []).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const hashes = list.flatMap((e) => e.definitionHash ?? [])
  hashes.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  const isOver = last.status !== 'running'
  return {
    status: last.status,
    statusAt: last.occurredAt,
    statusKey: last.key,
    startedAt: starts.length > 0 ? Math.min(...starts) : null,
    endedAt: isOver ? last.occurredAt : null,
    durationMs: isOver ? last.durationMs : null,
    errorClass: last.errorClass,
    errorStep: last.errorStep,
    version: versions.at(-1) ?? null,
    definitionHash: hashes.at(-1) ?? null,
    measures: isOver ? last.measures : null,
    isManual: list.some((e) => e.isManual),
  }
}

describe('merge', () => {
  it('gives one run for any order and any repetition, as the oracle tells it', () => {
    fc.assert(
      fc.property(shuffled, ([list, mixed]) => {
        expect(mergeAll(mixed)).toEqual(oracle(list))
      }),
      { numRuns: 1_000 },
    )
  })

  it('is associative, commutative and idempotent on partial views', () => {
    fc.assert(
      fc.property(events, fc.nat(), fc.nat(), (list, m, n) => {
        const [i, j] = [m % (list.length + 1), n % (list.length + 1)].sort((a, b) => a - b) as [number, number]
        const parts = [list.slice(0, i), list.slice(i, j), list.slice(j)].map(mergeAll).filter((s) => s !== null)
        const forward = parts.reduce(joinStates)
        expect(parts.reduceRight(joinStates)).toEqual(forward)
        expect(joinStates(forward, forward)).toEqual(forward)
        expect(forward).toEqual(mergeAll(list))
      }),
    )
  })

  const event = (fields: Partial<ExecutionEvent>): ExecutionEvent => ({
    key: 'k',
    status: 'running',
    occurredAt: 0,
    isStart: false,
    durationMs: null,
    errorClass: null,
    errorStep: null,
    version: null,
    definitionHash: null,
    measures: null,
    isManual: false,
    ...fields,
  })
  const start = event({ key: 's', isStart: true, occurredAt: 1_000 })
  const failed = event({ key: 'f', status: 'failed', occurredAt: 4_000, errorClass: 'Timeout', errorStep: 'post' })
  const succeeded = event({ key: 'ok', status: 'succeeded', occurredAt: 5_000, durationMs: 3_900 })

  it('keeps an end when the start comes late, and dates the start from it', () => {
    expect(mergeAll([failed, start])).toMatchObject({
      status: 'failed',
      startedAt: 1_000,
      endedAt: 4_000,
      errorClass: 'Timeout',
    })
  })
  it('lets the later end win and drops the error with the end that lost', () => {
    expect(mergeAll([succeeded, failed, start])).toMatchObject({
      status: 'succeeded',
      statusKey: 'ok',
      errorClass: null,
      durationMs: 3_900,
    })
  })
  it('does not date the start from a step', () => {
    expect(merge(null, event({ key: 'step', occurredAt: 500 }))).toMatchObject({ status: 'running', startedAt: null })
  })
  it('knows the duration as given, else as end minus start, never negative', () => {
    const of = (list: ExecutionEvent[]) => durationOf(mergeAll(list) as ExecutionState)
    expect(of([start, succeeded])).toBe(3_900)
    expect(of([start, failed])).toBe(3_000)
    expect(of([failed])).toBeNull()
    expect(of([event({ key: 's2', isStart: true, occurredAt: 9_000 }), failed])).toBe(0)
  })
})

describe('compareBytes', () => {
  it('orders as UTF-8 bytes do', () => {
    const string = fc.string({
      unit: fc.constantFrom('a', 'b', 'ÿ', '\ud7ff', '\ue000', '\ufffd', '😀', '𐀀'),
      maxLength: 4,
    })
    fc.assert(
      fc.property(string, string, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('rollupDelta', () => {
  it('sums to what a recount of the final run gives, in any order', () => {
    fc.assert(
      fc.property(shuffled, ([, mixed]) => {
        const sums = new Map<string, number>()
        let state: ExecutionState | null = null
        for (const event of mixed) {
          const next = merge(state, event)
          for (const { minute, ...counts } of rollupDelta(state, next)) {
            for (const [name, n] of Object.entries(counts))
              sums.set(`${minute} ${name}`, (sums.get(`${minute} ${name}`) ?? 0) + n)
          }
          state = next
        }
        const recount = new Map<string, number>()
        if (state?.endedAt !== null && state) {
          const minute = state.endedAt - (state.endedAt % 60_000)
          recount.set(`${minute} ${state.status}`, 1)
          const duration =
            state.durationMs ?? (state.startedAt === null ? 0 : Math.max(0, state.endedAt - state.startedAt))
          if (duration) recount.set(`${minute} durationMsSum`, duration)
        }
        expect(new Map([...sums].filter(([, n]) => n !== 0))).toEqual(recount)
      }),
      { numRuns: 500 },
    )
  })

  it('says nothing when nothing counted changed, and moves between minutes in order', () => {
    const ended = (status: 'succeeded' | 'failed', endedAt: number) => ({
      ...(mergeAll([
        {
          key: 'k',
          status,
          occurredAt: endedAt,
          isStart: false,
          durationMs: 7,
          errorClass: null,
          errorStep: null,
          version: null,
          definitionHash: null,
          measures: null,
          isManual: false,
        },
      ]) as ExecutionState),
    })
    expect(rollupDelta(ended('failed', 1), ended('failed', 1))).toEqual([])
    expect(rollupDelta(null, null)).toEqual([])
    expect(rollupDelta(ended('failed', 61_000), ended('succeeded', 1_000))).toEqual([
      { minute: 0, succeeded: 1, failed: 0, cancelled: 0, durationMsSum: 7 },
      { minute: 60_000, succeeded: 0, failed: -1, cancelled: 0, durationMsSum: -7 },
    ])
    expect(rollupDelta(ended('failed', 1_000), ended('succeeded', 2_000))).toEqual([
      { minute: 0, succeeded: 1, failed: -1, cancelled: 0, durationMsSum: 0 },
    ])
  })
})
