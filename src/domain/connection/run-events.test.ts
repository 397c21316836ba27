import { describe, expect, it } from 'vitest'
import { NativeEvent } from '../event/schema'
import { nextInS } from './pace'
import { type KnownDefinition, ranDefinition, runEvents } from './run-events'
import type { SourceRun } from './source'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute))
const KNOWN: KnownDefinition = {
  ...{ key: 'n8n-w', hash: 'hash-2', versionRef: 'v2', since: at(10) },
  ...{ previousHash: 'hash-1', previousVersion: 'v1' },
}
const RUN: SourceRun = {
  ...{ id: 17n, workflowRef: 'w', status: 'failed', mode: 'webhook', startedAt: at(20), endedAt: at(21) },
  ...{ retryOf: null, versionRef: 'v2', failure: 'crashed' },
}
const TOLD = { epoch: 0, failure: null }

describe('which definition ran', () => {
  it.each([
    ['as the source says: today’s', 'v2', at(5), { version: 'v2', definitionHash: 'hash-2' }],
    ['as the source says: the one before', 'v1', at(30), { version: 'v1', definitionHash: 'hash-1' }],
    ['one that nobody has seen keeps its name', 'v3', at(30), { version: 'v3' }],
    ['unsaid: what was in force when it began', null, at(10), { version: 'v2', definitionHash: 'hash-2' }],
    ['unsaid: the one before when it began earlier', null, at(9), { version: 'v1', definitionHash: 'hash-1' }],
    ['unsaid and not begun: nobody knows', null, null, {}],
  ])('%s', (_, versionRef, startedAt, expected) => {
    expect(ranDefinition({ versionRef, startedAt }, KNOWN)).toEqual(expected)
  })
})

describe('events of a run', () => {
  it('are valid, and the same however often the run is read', () => {
    const { start, end } = runEvents(RUN, KNOWN, {
      epoch: 0,
      failure: { step: 'Post', class: 'Error', message: 'a\u0000b\ud800' },
    })
    expect(NativeEvent.parse(start)).toMatchObject({ id: '17.started', execution: '17', time: at(20).toISOString() })
    expect(NativeEvent.parse(end)).toMatchObject({
      id: '17.failed',
      durationMs: 60_000,
      error: { step: 'Post', message: 'a b ' },
    })
    expect(runEvents(RUN, KNOWN, TOLD)).toEqual(runEvents({ ...RUN }, KNOWN, TOLD))
  })

  it('carry the mode, so that runs by hand stay outside promises, and the history they belong to', () => {
    const { end } = runEvents({ ...RUN, mode: 'manual', retryOf: 5n }, KNOWN, { epoch: 2, failure: null })
    expect(end).toMatchObject({
      id: '17@2.failed',
      execution: '17@2',
      data: { mode: 'manual', retryOf: '5@2' },
      error: { class: 'crashed' },
    })
  })

  it('are only a start while it goes on, and none before it began', () => {
    expect(runEvents({ ...RUN, status: 'waiting', endedAt: null }, KNOWN, TOLD).end).toBeNull()
    expect(runEvents({ ...RUN, status: 'queued', startedAt: null, endedAt: null }, KNOWN, TOLD)).toEqual({
      start: null,
      end: null,
    })
  })
})

it('the pace obeys the source, doubles on failures up to a quarter of an hour, and is its own when all is well', () => {
  const problem = (kind: 'unreachable' | 'refused' | 'slowed', retryAfterS: number | null = null) => ({
    kind,
    retryAfterS,
    detail: '',
  })
  expect(nextInS(60, null, 0)).toBe(60)
  expect(nextInS(60, problem('slowed', 7), 3)).toBe(7)
  expect([1, 2, 3, 9].map((failures) => nextInS(60, problem('unreachable'), failures))).toEqual([120, 240, 480, 900])
  expect(nextInS(60, problem('refused'), 1)).toBe(600)
})
