import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentOf } from './content'
import { type Decision, decide, type Standing, successor } from './decide'
import { BUILT_IN_RULES, withBuiltIn } from './defaults'
import type { Suspect } from './facts'
import { suspectSystem } from './facts'
import { matches, placeOf } from './match'
import type { CorrelationSpec } from './schema'

const NOW = new Date('2026-11-23T08:00:00Z')
const at = (s: number) => new Date(NOW.getTime() + s * 1000)
const spec: CorrelationSpec = {
  ...{
    reach: 'client',
    match: { mode: 'all', conditions: [] },
    groupBy: ['system'],
    windowS: 600,
    threshold: 1,
    waitS: 0,
  },
  ...{ resolve: 'all', resolveDelayS: 0, reopenDelayS: 900 },
}
const fresh = (id: string, s: number, given: Partial<Standing> = {}): Standing => ({
  ...{ id, openedAt: at(s), isResolved: false, parentId: null, raisedAt: null, heldUntil: null, endedAt: null },
  ...given,
})

/** What the service writes after a decision, in memory. */
function apply(rows: Map<string, Standing>, newcomer: Standing, decision: Decision, now: Date): void {
  rows.set(newcomer.id, newcomer)
  if (decision.kind === 'candidate') {
    rows.set(newcomer.id, { ...newcomer, heldUntil: decision.until })
    return
  }
  for (const id of decision.memberIds) {
    const row = rows.get(id)
    if (row) rows.set(id, { ...row, parentId: decision.headId, heldUntil: null })
  }
  const head = rows.get(decision.headId)
  if (head && decision.kind === 'head')
    rows.set(head.id, { ...head, parentId: null, heldUntil: null, raisedAt: head.raisedAt ?? now })
}

function run(arrivals: readonly Standing[], rule = spec): Map<string, Standing> {
  const rows = new Map<string, Standing>()
  for (const one of arrivals) {
    if (rows.has(one.id)) continue
    apply(rows, one, decide(one, [...rows.values()], rule, NOW), NOW)
  }
  return rows
}

/** Groups as sets of ids, whoever leads them. */
function partition(rows: Map<string, Standing>): string[] {
  const groups = new Map<string, string[]>()
  for (const { id, parentId } of rows.values()) groups.set(parentId ?? id, [...(groups.get(parentId ?? id) ?? []), id])
  return [...groups.values()].map((ids) => ids.sort().join(' ')).sort()
}

describe('decide', () => {
  it('the first is told, the next within the window join it, later ones begin anew', () => {
    const rows = run([fresh('a', 0), fresh('b', 300), fresh('c', 2_000)])
    expect(partition(rows)).toEqual(['a b', 'c'])
    expect(rows.get('a')?.raisedAt).toEqual(NOW)
    expect(rows.get('b')?.raisedAt).toBeNull()
  })
  it('below the threshold one waits; the one that reaches it calls people once, for the oldest', () => {
    const three = { ...spec, threshold: 3, waitS: 120 }
    const rows = run([fresh('a', 10), fresh('b', 5)], three)
    expect([...rows.values()].map(({ heldUntil }) => heldUntil)).toEqual([at(120), at(120)])
    const all = run([fresh('a', 10), fresh('b', 5), fresh('c', 20)], three)
    expect([...all.values()].filter(({ raisedAt }) => raisedAt).map(({ id }) => id)).toEqual(['b'])
    expect(partition(all)).toEqual(['a b c'])
  })
  it('what comes back within the reopen delay follows the head that ended; afterwards it is new', () => {
    const ended = fresh('a', -300, { isResolved: true, raisedAt: at(-300), endedAt: at(-100) })
    expect(decide(fresh('b', 0), [ended], spec, NOW)).toEqual({
      kind: 'head',
      headId: 'b',
      memberIds: [],
      afterId: 'a',
    })
    const old = { ...ended, endedAt: at(-901) }
    expect(decide(fresh('b', 0), [old], spec, NOW)).toMatchObject({ kind: 'head', afterId: null })
  })
  it('any order of arrival inside the window gives the same groups, one call each; a second delivery changes nothing', () => {
    const incidents = fc.uniqueArray(fc.record({ id: fc.uuid(), s: fc.integer({ min: 0, max: 600 }) }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 12,
    })
    const rules = fc
      .integer({ min: 1, max: 4 })
      .map((threshold) => ({ ...spec, threshold, waitS: threshold > 1 ? 60 : 0 }))
    fc.assert(
      fc.property(
        incidents.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        rules,
        ([list, shuffled], rule) => {
          const made = (each: { id: string; s: number }) => fresh(each.id, each.s)
          const one = run(list.map(made), rule)
          const other = run([...shuffled, ...list].map(made), rule)
          expect(partition(other)).toEqual(partition(one))
          const told = (rows: Map<string, Standing>) => [...rows.values()].filter(({ raisedAt }) => raisedAt).length
          expect(told(one)).toBe(list.length >= rule.threshold ? 1 : 0)
          expect(told(other)).toBe(told(one))
        },
      ),
    )
  })
  it('the oldest that stands leads on', () => {
    const members = [fresh('b', 5), fresh('c', 1), fresh('d', 0, { isResolved: true })]
    expect(successor(members)?.id).toBe('c')
    expect(successor([])).toBeNull()
  })
})

const suspect = (given: Partial<Suspect> = {}): Suspect => ({
  ...{
    id: 'i',
    clientName: 'One',
    clientId: 'one',
    workflowId: 'w',
    workflowName: 'Order release',
    siteId: null,
    processId: null,
    tier: 1,
  },
  ...{ kind: 'failed', openedAt: NOW, errorClass: 'TimeoutError', errorStep: 'Map order', message: null },
  fromSystem: { id: 'sap', kind: 'erp', name: 'SAP' },
  toSystem: { id: 'mes', kind: 'mes', name: 'MES' },
  ...{ sourceId: 's1', origin: null },
  ...given,
})

describe('placeOf', () => {
  it('the step that failed names the system, or reads; else it is the one written to', () => {
    expect(suspectSystem(suspect())?.id).toBe('mes')
    expect(suspectSystem(suspect({ errorStep: 'Order from SAP' }))?.id).toBe('sap')
    expect(suspectSystem(suspect({ errorStep: 'Read order' }))?.id).toBe('sap')
    expect(suspectSystem(suspect({ errorStep: 'Read back from MES' }))?.id).toBe('mes')
    expect(suspectSystem(suspect({ toSystem: null }))?.id).toBe('sap')
  })
  it('what refuses a credential goes by its connection, across clients where one product serves them', () => {
    const origin = 'https://n8n.partner.example'
    const refused = { errorClass: 'AuthenticationError', origin }
    const [one, two] = [suspect(refused), suspect({ ...refused, clientId: 'two', sourceId: 's2' })]
    const places = [one, two].map((each) => placeOf(each, BUILT_IN_RULES))
    expect(places[0]?.rule.name).toBe('Shared credential')
    expect(places[1]?.key).toBe(places[0]?.key)
  })
  it('a system is shared within a client only, unless a rule reaches further', () => {
    const [one, two] = [suspect(), suspect({ clientId: 'two', toSystem: { id: 'mes2', kind: 'mes', name: 'mes' } })]
    const keys = (rules: typeof BUILT_IN_RULES) => [one, two].map((each) => placeOf(each, rules)?.key)
    const [a, b] = keys(BUILT_IN_RULES)
    expect(a).not.toBe(b)
    const wide = BUILT_IN_RULES.map((rule) => ({ ...rule, spec: { ...rule.spec, reach: 'partner' as const } }))
    const [c, d] = keys(wide)
    expect(c).toBe(d)
  })
  it('an unknown facet is no group; a rule switched off decides nothing', () => {
    expect(placeOf(suspect({ fromSystem: null, toSystem: null }), BUILT_IN_RULES)).toBeNull()
    const off = withBuiltIn(BUILT_IN_RULES.map((rule) => ({ ...rule, isEnabled: false })))
    expect(placeOf(suspect(), off)).toBeNull()
  })
  it('all or any of the conditions', () => {
    const conditions = [
      { field: 'error_class' as const, op: 'contains' as const, values: ['timeout'] },
      { field: 'tier' as const, op: 'is_not' as const, values: ['1'] },
    ]
    expect(matches(suspect(), { mode: 'any', conditions })).toBe(true)
    expect(matches(suspect(), { mode: 'all', conditions })).toBe(false)
  })
})

describe('contentOf', () => {
  const said = (message: string) => contentOf({ errorClass: 'NotFound', errorStep: 'Map', message })
  it('equal alarms are equal, whatever they name', () => {
    expect(said('Order 4711 not found')).toBe(said('order 4712  not found'))
    expect(said('run 0198f2a1-6c3d-7000-8000-000000000001 at 2026-11-23T08:00:00Z')).toBe(
      said('run 0198f2a1-6c3d-7000-8000-0000000000ff at 2026-11-24T09:30:11.5+01:00'),
    )
  })
  it('other words, steps and classes stay apart', () => {
    expect(said('Order 1 not found')).not.toBe(said('Order 1 not allowed'))
    expect(contentOf({ errorClass: 'A', errorStep: null, message: null })).not.toBe(
      contentOf({ errorClass: 'B', errorStep: null, message: null }),
    )
  })
})
