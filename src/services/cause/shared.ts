/** One failing workflow of a group, with what it leans on. */
export interface Leaning {
  incidentNumber: number
  systems: readonly { id: string; name: string }[]
  connection: { id: string; name: string; credentialHint: string } | null
  errorClass: string | null
}

export const SHARED_KINDS = ['system', 'connection', 'credential', 'error'] as const
export type SharedKind = (typeof SHARED_KINDS)[number]

/** Something that two or more of the failing have in common; the numbers are the rows that prove it. */
export interface Shared {
  kind: SharedKind
  id: string
  name: string
  numbers: number[]
}

function things({ systems, connection, errorClass }: Leaning): Omit<Shared, 'numbers'>[] {
  return [
    ...systems.map(({ id, name }) => ({ kind: 'system' as const, id, name })),
    ...(connection ? [{ kind: 'connection' as const, id: connection.id, name: connection.name }] : []),
    ...(connection ? [{ kind: 'credential' as const, id: connection.id, name: connection.credentialHint }] : []),
    ...(errorClass ? [{ kind: 'error' as const, id: errorClass, name: errorClass }] : []),
  ]
}

/** What the failing share: most incidents first, and never what only one of them has. */
export function sharedOf(leanings: readonly Leaning[]): Shared[] {
  const found = new Map<string, Shared>()
  for (const leaning of leanings) {
    for (const thing of things(leaning)) {
      const key = `${thing.kind}/${thing.id}`
      const known = found.get(key) ?? { ...thing, numbers: [] }
      if (!known.numbers.includes(leaning.incidentNumber)) known.numbers.push(leaning.incidentNumber)
      found.set(key, known)
    }
  }
  return [...found.values()]
    .filter(({ numbers }) => numbers.length > 1)
    .sort((a, b) => b.numbers.length - a.numbers.length || SHARED_KINDS.indexOf(a.kind) - SHARED_KINDS.indexOf(b.kind))
}
