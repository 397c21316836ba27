import { describe, expect, it } from 'vitest'
import type { Health } from '@/services/health/state'
import { wallLines, wallPage } from './wall'

const health = (state: Health['state']): Health => ({ state, word: 'onTime', since: null })
const group = (name: string, ...states: Health['state'][]) => ({
  client: { id: name, slug: name, name, sites: [] },
  rows: states.map((state) => ({ health: health(state) })),
})
const incident = (clientId: string, title: string) => ({ clientId, title, impactNote: null, acknowledgedBy: null })
const names = (lines: ReturnType<typeof wallLines>) => lines.map(({ client }) => client.name)

describe('the wall', () => {
  it('has one line a client, the worst first, two plants of one client together', () => {
    const lines = wallLines(
      [group('calm', 'ok'), group('two', 'ok'), group('two', 'late'), group('bad', 'down')],
      [incident('bad', 'first'), incident('bad', 'second')],
    )
    expect(lines.map(({ client, health: each, cost }) => [client.name, each?.state, cost])).toEqual([
      ['bad', 'down', 'first'],
      ['two', 'late', null],
      ['calm', 'ok', null],
    ])
  })
  it('what nobody has heard of does not make a client abnormal', () => {
    expect(wallLines([group('quiet', 'unknown', 'ok')], [])[0]?.health?.state).toBe('ok')
  })
  it('keeps the abnormal and lets the calm take turns, leaving nobody out', () => {
    const lines = wallLines([group('bad', 'down'), ...['a', 'b', 'c', 'd', 'e'].map((name) => group(name, 'ok'))], [])
    const turns = [0, 1, 2, 3].map((turn) => names(wallPage(lines, 3, turn)))
    expect(turns).toEqual([
      ['bad', 'a', 'b'],
      ['bad', 'c', 'd'],
      ['bad', 'e'],
      ['bad', 'a', 'b'],
    ])
  })
})
