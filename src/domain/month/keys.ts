/** What refers to something by its key. */
export interface KeyedFile {
  workflows: readonly { key: string; process?: string | undefined }[]
  expectations: readonly { key: string; workflow: string }[]
  objectives: readonly { key: string; scope: { kind: string; key?: string } }[]
  contract: { versions: readonly { terms: { objectives: readonly { objective: string }[] } }[] } | null
  maintenance: readonly { key: string; scope: { kind: string; workflows?: readonly string[] } }[]
  actions: readonly { at: Date; do: string; incident?: { workflow: string }; workflow?: string; expectation?: string }[]
}

export interface BrokenKey {
  path: (string | number)[]
  message: string
}

type Noun = 'workflow' | 'expectation' | 'objective' | 'process'

interface Reference {
  noun: Noun
  key: string | undefined
  path: (string | number)[]
}

function references(file: KeyedFile): Reference[] {
  const { expectations, objectives, contract, maintenance, actions } = file
  return [
    ...expectations.map(
      ({ workflow: key }, i): Reference => ({ noun: 'workflow', key, path: ['expectations', i, 'workflow'] }),
    ),
    ...objectives.map(({ scope: { kind, key } }, i): Reference => {
      return { noun: kind === 'process' ? 'process' : 'workflow', key, path: ['objectives', i, 'scope', 'key'] }
    }),
    ...(contract?.versions ?? []).flatMap(({ terms }, i) =>
      terms.objectives.map(({ objective: key }, j): Reference => {
        return { noun: 'objective', key, path: ['contract', 'versions', i, 'terms', 'objectives', j, 'objective'] }
      }),
    ),
    ...maintenance.flatMap(({ scope }, i) =>
      (scope.workflows ?? []).map((key, j): Reference => {
        return { noun: 'workflow', key, path: ['maintenance', i, 'scope', 'workflows', j] }
      }),
    ),
    ...actions.flatMap((action, i): Reference[] => [
      { noun: 'workflow', key: action.incident?.workflow, path: ['actions', i, 'incident', 'workflow'] },
      { noun: 'workflow', key: action.workflow, path: ['actions', i, 'workflow'] },
      { noun: 'expectation', key: action.expectation, path: ['actions', i, 'expectation'] },
    ]),
  ]
}

function repeated(name: string, list: readonly { key: string }[]): BrokenKey[] {
  const first = new Map(list.map(({ key }, index) => [key, index] as const).reverse())
  return list.flatMap(({ key }, i) =>
    first.get(key) === i ? [] : [{ path: [name, i, 'key'], message: `"${key}" is there twice` }],
  )
}

/** Keys that are there twice, and references to keys that are not there. */
export function brokenKeys(file: KeyedFile): BrokenKey[] {
  const known: Record<Noun, Set<string>> = {
    workflow: new Set(file.workflows.map(({ key }) => key)),
    expectation: new Set(file.expectations.map(({ key }) => key)),
    objective: new Set(file.objectives.map(({ key }) => key)),
    process: new Set(file.workflows.flatMap(({ process }) => process ?? [])),
  }
  const lost = references(file).flatMap(({ noun, key, path }): BrokenKey[] =>
    key === undefined || known[noun].has(key) ? [] : [{ path, message: `there is no ${noun} "${key}" in this file` }],
  )
  const { workflows, expectations, objectives, maintenance } = file
  const twice = Object.entries({ workflows, expectations, objectives, maintenance })
  return [...twice.flatMap(([name, list]) => repeated(name, list)), ...lost]
}
