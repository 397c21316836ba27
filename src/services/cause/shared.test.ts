import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Leaning, sharedOf } from './shared'

const leaning = (incidentNumber: number, over: Partial<Leaning> = {}): Leaning => ({
  incidentNumber,
  systems: [],
  connection: null,
  errorClass: null,
  ...over,
})
const sap = { id: 's1', name: 'SAP' }
const n8n = { id: 'c1', name: 'Plant n8n', credentialHint: '…9f3a' }

describe('sharedOf', () => {
  it('names what two or more have in common, most first, with the rows that prove it', () => {
    const shared = sharedOf([
      leaning(1, { systems: [sap], connection: n8n, errorClass: 'Timeout' }),
      leaning(2, { systems: [sap, { id: 's2', name: 'MES' }], errorClass: 'Timeout' }),
      leaning(3, { systems: [sap], connection: n8n, errorClass: 'Refused' }),
    ])
    expect(shared.map(({ kind, name, numbers }) => [kind, name, numbers])).toEqual([
      ['system', 'SAP', [1, 2, 3]],
      ['connection', 'Plant n8n', [1, 3]],
      ['credential', '…9f3a', [1, 3]],
      ['error', 'Timeout', [1, 2]],
    ])
  })

  it('never invents: each number leans on it, and none stands alone', () => {
    const some = fc.array(
      fc.record({
        incidentNumber: fc.nat(5),
        errorClass: fc.constantFrom('A', 'B', null),
        system: fc.constantFrom('x', 'y'),
      }),
    )
    fc.assert(
      fc.property(some, (rows) => {
        const given = rows.map(({ incidentNumber, errorClass, system }) =>
          leaning(incidentNumber, { errorClass, systems: [{ id: system, name: system }] }),
        )
        for (const { kind, id, numbers } of sharedOf(given)) {
          expect(new Set(numbers).size).toBe(numbers.length)
          expect(numbers.length).toBeGreaterThan(1)
          for (const number of numbers)
            expect(
              given.some(
                (each) =>
                  each.incidentNumber === number &&
                  (kind === 'error' ? each.errorClass === id : each.systems.some((system) => system.id === id)),
              ),
            ).toBe(true)
        }
      }),
    )
  })
})
