import { createApiKey } from '@/services/source/create-key'
import type { Witness } from './digest'
import type { Answer, ConsoleEntry, RestEntry } from './entries'
import type { Entry, Judge } from './judge'
import { type Sample, samplesOf } from './sample'
import { type Estate, targetsOf, type Visitor } from './world'

export interface Attack<E extends Entry> {
  entries: readonly E[]
  /** whose rows the inputs name */
  victim: Estate
  call: (entry: E, sample: Sample) => Promise<Answer>
  judge: Judge
  /** a refusal that does not look at the input needs one sample, not all */
  isBlind?: boolean
}

export interface Attacked {
  problems: string[]
  answers: Answer[]
}

/** None for an entry that has no input yet: one test names those, the others go on. */
function samplesFor({ input }: Entry, victim: Estate): Sample[] {
  try {
    return samplesOf(input, targetsOf(victim))
  } catch {
    return []
  }
}

/** Calls every entry with its samples, one after the other. */
export async function attack<E extends Entry>({ entries, victim, call, judge, isBlind }: Attack<E>): Promise<Attacked> {
  const problems: string[] = []
  const answers: Answer[] = []
  for (const entry of entries) {
    for (const sample of samplesFor(entry, victim).slice(isBlind ? -1 : 0)) {
      const answer = await call(entry, sample)
      answers.push(answer)
      const problem = judge(entry, sample, answer)
      if (problem) problems.push(`${entry.name} (${sample.variant}) ${problem}`)
    }
  }
  return { problems, answers }
}

export const asVisitor =
  (visitor: Visitor) =>
  (entry: ConsoleEntry, { value }: Sample): Promise<Answer> =>
    entry.call(visitor, value)

/** `hostTenantId` null = at our own host. */
export const asKey =
  (key: string | null, hostTenantId: string | null = null) =>
  (entry: RestEntry, { value }: Sample): Promise<Answer> =>
    entry.call(key, value, hostTenantId)

type Scopes = Parameters<typeof createApiKey>[1]['scopes']

/** A key of the first client; `state` is what its row says before anybody uses it. */
export async function keyOf(
  { owner, one }: Estate,
  scopes: Scopes,
  state?: { is: 'revoked' | 'expired'; witness: Witness },
): Promise<string> {
  const given = { sourceId: one.sourceId, name: 'matrix', scopes, expiresAt: null }
  const { apiKeyId, key } = await createApiKey(owner, given)
  await state?.witness.change(state.is === 'revoked' ? 'revoked_at' : 'expires_at', apiKeyId)
  return key
}

/** What the tests of one matrix share. */
export interface Stage {
  /** every procedure behind a session */
  members: readonly ConsoleEntry[]
  /** the procedures before it */
  open: readonly ConsoleEntry[]
  rest: readonly RestEntry[]
  witness(): Witness
}
