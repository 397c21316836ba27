/** Fields that say what an event is about, not what is in it. */
const PLAIN = ['id', 'workflow', 'execution', 'type', 'time'] as const

/** An event as a list may show it: what it is about in clear; of everything else the names of the fields only. */
export function redacted(payload: unknown): { shown: Record<string, string>; hidden: string[] } {
  if (typeof payload !== 'object' || payload === null) return { shown: {}, hidden: [] }
  const fields = Object.entries(payload)
  const isPlain = (name: string) => PLAIN.some((plain) => plain === name)
  const shown = fields.flatMap(([name, value]) =>
    isPlain(name) && typeof value === 'string' ? [[name, value.slice(0, 200)] as const] : [],
  )
  return { shown: Object.fromEntries(shown), hidden: fields.map(([name]) => name).filter((name) => !isPlain(name)) }
}

/** Tries that an event gets, edited or not: what fails five times needs another hand. */
export const TRIES_MAX = 5

export interface TryFacts {
  tries: number
  /** outcome of the last try */
  last: string | null
}

/** Taken in, or found to be there already: nothing is left to do. */
export function isSettled({ last }: TryFacts): boolean {
  return last === 'accepted' || last === 'duplicate'
}

/** Why this event cannot be tried again, or null. */
export function tryProblem(facts: TryFacts): string | null {
  if (isSettled(facts)) return 'This event has been taken in already.'
  if (facts.tries >= TRIES_MAX) return `This event was tried ${TRIES_MAX} times. Have the sender send a new one.`
  return null
}
