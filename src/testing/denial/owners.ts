import { describe, expect, it } from 'vitest'
import { type Attack, asKey, asVisitor, attack, type Stage } from './attack'
import { type Entry, getsThrough } from './judge'
import { buildEstate, type Estate, personAt } from './world'

/** What ends something comes last, so that the others still find it. */
const isEnding = ({ action }: Entry) => /archive|retire|revoke|remove|signOut/.test(action)
/** A part of something is taken away before the whole. */
const isWhole = ({ action }: Entry) => /archive/.test(action)
const rank = (entry: Entry) => Number(entry.kind === 'mutation') + Number(isEnding(entry)) + Number(isWhole(entry))

/** Every entry with its own samples; which do not get through, and how often the canary was seen. */
async function tryAll<E extends Entry>(own: Estate, { entries, call }: Pick<Attack<E>, 'entries' | 'call'>) {
  const problems: string[] = []
  let seen = 0
  for (const entry of [...entries].sort((x, y) => rank(x) - rank(y))) {
    const { answers } = await attack({ entries: [entry], victim: own, call, judge: () => null })
    const problem = getsThrough(entry, answers)
    if (problem) problems.push(`${entry.name} ${problem}`)
    seen += answers.filter(({ bytes }) => bytes.includes(own.one.canary)).length
  }
  return { problems, seen }
}

/** The control: were the inputs wrong, everybody would be refused and the matrix would prove nothing. */
export function describeOwners({ members, rest }: Stage): void {
  describe('and the walls are what stops them', () => {
    it('the owner’s same calls get through, and see the canary', async () => {
      const own = await buildEstate()
      const call = asVisitor(personAt(own.host, own.owner))
      const { problems, seen } = await tryAll(own, { entries: members, call })
      expect(problems).toEqual([])
      expect(seen).toBeGreaterThan(10)
    })

    it('and so do those of its own key', async () => {
      const own = await buildEstate()
      const { problems, seen } = await tryAll(own, { entries: rest, call: asKey(own.one.key) })
      expect(problems).toEqual([])
      expect(seen).toBeGreaterThan(5)
    })
  })
}
