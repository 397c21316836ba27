import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalDefinition, type Definition, type DefinitionNode, definitionHash, type Json } from './canonical'
import { diffDefinitions, diffValues } from './diff'

const node = (name: string, fields: Partial<DefinitionNode> = {}): DefinitionNode => ({
  name,
  type: 'http',
  typeVersion: 4,
  trigger: null,
  isDisabled: false,
  parameters: {},
  credentials: [],
  onTrouble: {},
  ...fields,
})
const BASE: Definition = {
  nodes: [
    node('Every 5 min', { type: 'clock', trigger: 'schedule', parameters: { minutes: 5 } }),
    node('Post order', {
      parameters: { url: 'https://mes/orders', method: 'POST' },
      credentials: [{ kind: 'basic', id: '7', name: 'MES prod' }],
    }),
  ],
  wires: [{ from: 'Every 5 min', output: 'main 0', to: 'Post order', input: 'main 0' }],
  settings: { timezone: 'Europe/Berlin' },
}
const edit = (change: (definition: Definition) => void): Definition => {
  const copy = structuredClone(BASE)
  change(copy)
  return canonicalDefinition(copy)
}
const before = canonicalDefinition(BASE)
const first = (definition: Definition, name: string) => {
  const found = definition.nodes.find((each) => each.name === name)
  if (!found) throw new Error(name)
  return found
}

describe('the canonical definition', () => {
  it('is the same whatever the order of nodes, wires, credentials and fields', () => {
    const shuffled: Definition = {
      settings: BASE.settings,
      wires: [...BASE.wires, ...BASE.wires],
      nodes: [...BASE.nodes].reverse().map(({ parameters, ...rest }) => ({
        parameters: Object.fromEntries(Object.entries(parameters).reverse()),
        ...rest,
      })),
    }
    expect(definitionHash(canonicalDefinition(shuffled))).toBe(definitionHash(before))
    expect(canonicalDefinition(before)).toEqual(before)
  })

  it('keeps no secret that somebody typed into a node, and still sees its change', () => {
    const typed = (token: string) =>
      edit((it) => {
        first(it, 'Post order').parameters = {
          headers: {
            list: [
              { name: 'Authorization', value: `Bearer ${token}` },
              { name: 'Accept', value: 'text/xml' },
            ],
          },
          options: { apiKey: token, password: `={{ $json.${token} }}` },
        }
      })
    const text = JSON.stringify(typed('s3cr3t-0815'))
    expect(text).not.toContain('Bearer s3cr3t')
    expect(text).not.toMatch(/"apiKey":"s3cr3t/)
    expect(text).toContain('text/xml')
    expect(text).toContain('={{ $json.')
    expect(definitionHash(typed('a'))).not.toBe(definitionHash(typed('b')))
  })
})

describe('the difference says', () => {
  it('nothing when nothing differs', () => {
    expect(diffDefinitions(before, canonicalDefinition(BASE))).toEqual({
      isSame: true,
      schedule: [],
      nodes: [],
      wires: { added: [], removed: [] },
      credentials: [],
      settings: [],
    })
  })

  it('which parameter went from what to what', () => {
    const after = edit((it) => {
      first(it, 'Post order').parameters.url = 'https://mes-test/orders'
    })
    expect(diffDefinitions(before, after).nodes).toEqual([
      {
        kind: 'changed',
        name: 'Post order',
        previousName: null,
        type: 'http',
        changes: [{ path: 'url', before: 'https://mes/orders', after: 'https://mes-test/orders' }],
      },
    ])
  })

  it('that the clock was changed', () => {
    const after = edit((it) => {
      first(it, 'Every 5 min').parameters.minutes = 15
    })
    expect(diffDefinitions(before, after).schedule).toEqual([{ path: 'Every 5 min.minutes', before: 5, after: 15 }])
  })

  it('that a node came with its wire and one went', () => {
    const after = edit((it) => {
      it.nodes[1] = node('Log', { type: 'file' })
      it.wires = [{ from: 'Every 5 min', output: 'main 0', to: 'Log', input: 'main 0' }]
    })
    const diff = diffDefinitions(before, after)
    expect(diff.nodes.map(({ kind, name }) => [kind, name])).toEqual([
      ['added', 'Log'],
      ['removed', 'Post order'],
    ])
    expect(diff.wires.added).toHaveLength(1)
    expect(diff.wires.removed).toHaveLength(1)
    expect(diff.credentials).toEqual([{ node: 'Post order', kind: 'basic', before: 'MES prod', after: null }])
  })

  it('that a node was only renamed: no wire and no credential is said to have changed', () => {
    const after = edit((it) => {
      first(it, 'Post order').name = 'Send order'
      it.wires = it.wires.map((wire) => ({ ...wire, to: 'Send order' }))
    })
    const diff = diffDefinitions(before, after)
    expect(diff).toMatchObject({
      isSame: false,
      nodes: [{ kind: 'renamed', name: 'Send order', previousName: 'Post order' }],
      wires: { added: [], removed: [] },
      credentials: [],
    })
  })

  it('that another credential is used, by name; and a setting', () => {
    const after = edit((it) => {
      first(it, 'Post order').credentials = [{ kind: 'basic', id: '9', name: 'MES test' }]
      it.settings = { timezone: 'Europe/Berlin', errorWorkflow: 'abc' }
    })
    const diff = diffDefinitions(before, after)
    expect(diff.credentials).toEqual([{ node: 'Post order', kind: 'basic', before: 'MES prod', after: 'MES test' }])
    expect(diff.settings).toEqual([{ path: 'errorWorkflow', before: null, after: 'abc' }])
  })
})

describe('properties', () => {
  const value: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('a', 'b', 1, 2, true, null),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('json'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).json

  it('two values differ exactly when a change is named', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const isSame = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
        expect(diffValues(a, b).length === 0).toBe(isSame)
        expect(diffValues(a, structuredClone(a))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  it('any edit of a definition is named somewhere, and none means the same hash', () => {
    const made = fc.record({
      parameters: fc.dictionary(fc.constantFrom('p', 'q'), value, { noNullPrototype: true }),
      isDisabled: fc.boolean(),
      type: fc.constantFrom('http', 'clock'),
    })
    fc.assert(
      fc.property(fc.array(made, { maxLength: 3 }), fc.array(made, { maxLength: 3 }), (left, right) => {
        const of = (nodes: typeof left) =>
          canonicalDefinition({
            nodes: nodes.map((fields, index) => node(`n${index}`, fields)),
            wires: [],
            settings: {},
          })
        const [a, b] = [of(left), of(right)]
        const diff = diffDefinitions(a, b)
        expect(diff.isSame).toBe(definitionHash(a) === definitionHash(b))
        expect(diff.isSame).toBe(diff.nodes.length === 0)
      }),
      { numRuns: 1000 },
    )
  })
})

/** Field order means nothing. */
function sorted(json: Json): Json {
  if (Array.isArray(json)) return json.map(sorted)
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
