import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideNotice, itemsFor, NOTICE_EVERY_MS, type Tellable, toldOf } from './notice'
import type { PortalState } from './status'

const now = new Date('2026-11-24T14:00:00Z')
const step = (processId: string, state: PortalState) => ({
  ...{ processId, slug: processId, phrase: `Step ${processId}`, state, said: null },
  since: state === 'stopped' ? new Date('2026-11-24T13:51:00Z') : null,
})
const tellable = (over: Partial<Tellable>): Tellable => ({ components: [], updates: [], windows: [], ...over })
const kinds = (before: Tellable, after: Tellable) =>
  decideNotice(toldOf(before), after, { now, toldAt: null })?.items.map(({ kind }) => kind)

describe('decideNotice', () => {
  it('tells a standstill and its end, once each', () => {
    const [calm, stopped] = [
      tellable({ components: [step('a', 'moving')] }),
      tellable({ components: [step('a', 'stopped')] }),
    ]
    expect(kinds(calm, stopped)).toEqual(['stopped'])
    expect(kinds(stopped, stopped)).toEqual([])
    expect(kinds(stopped, calm)).toEqual(['recovered'])
  })

  it('does not take silence for a recovery, and tells the recovery when it is known', () => {
    const stopped = tellable({ components: [step('a', 'stopped')] })
    const silent = decideNotice(toldOf(stopped), tellable({ components: [step('a', 'unknown')] }), {
      now,
      toldAt: null,
    })
    expect(silent?.items).toEqual([])
    const back = decideNotice(silent?.told ?? toldOf(stopped), tellable({ components: [step('a', 'moving')] }), {
      now,
      toldAt: null,
    })
    expect(back?.items.map(({ kind }) => kind)).toEqual(['recovered'])
  })

  it('waits between two notices: what went and came back is no news', () => {
    const calm = tellable({ components: [step('a', 'moving')] })
    const toldAt = new Date(now.getTime() - NOTICE_EVERY_MS + 1)
    expect(decideNotice(toldOf(calm), tellable({ components: [step('a', 'stopped')] }), { now, toldAt })).toBeNull()
  })

  it('tells every note once, whatever order it came in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 8 }), fc.nat(8), (ids, cut) => {
        const update = (notes: string[]) =>
          tellable({
            updates: [
              {
                ...{ incidentNumber: 1, slug: null, phrase: 'x', workflow: 'w', isTaken: true, openedAt: now },
                ...{ resolvedAt: null, notes: notes.map((id) => ({ id, at: now, body: id })) },
              },
            ],
          })
        const items = decideNotice(toldOf(update(ids.slice(0, cut))), update(ids.toReversed()), {
          now,
          toldAt: null,
        })?.items
        expect(items?.map((item) => item.kind === 'note' && item.body).sort()).toEqual(ids.slice(cut).sort())
      }),
    )
  })

  it('a window that is called off before anybody heard of it is nobody’s news', () => {
    const window = { id: 'm', number: 1, title: 't', work: 'w', sequence: 1, from: now, to: now, processIds: null }
    const [none, planned, cancelled] = [
      tellable({}),
      tellable({ windows: [{ ...window, status: 'planned' }] }),
      tellable({ windows: [{ ...window, status: 'cancelled', sequence: 2 }] }),
    ]
    expect(kinds(none, cancelled)).toEqual([])
    expect(kinds(none, planned)).toEqual(['planned'])
    expect(kinds(planned, cancelled)).toEqual(['cancelled'])
  })
})

describe('itemsFor', () => {
  const items = [
    { kind: 'stopped', processIds: ['a'], phrase: 'A', since: '' },
    { kind: 'slow', processIds: ['b'], phrase: 'B', since: '' },
    { kind: 'planned', processIds: null, title: 't', work: 'w', from: null, to: null },
  ] as const
  it.each([
    ['all', [], ['stopped', 'slow', 'planned']],
    ['all', ['b'], ['slow', 'planned']],
    ['stopped', [], ['stopped']],
    ['stopped', ['b'], []],
  ] as const)('%s of %j', (severity, processIds, wanted) => {
    expect(
      itemsFor(
        items.map((item) => ({ ...item, processIds: item.processIds && [...item.processIds] })),
        { severity, processIds },
      ).map(({ kind }) => kind),
    ).toEqual(wanted)
  })
})
