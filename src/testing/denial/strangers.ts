import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asKey, asVisitor, attack, type Stage } from './attack'
import { expecting, foreign, secretsOf } from './judge'
import { buildEstate, type Estate, nobodyAt, personAt, SETUP_MS } from './world'

/** Nobody, and the rival: A's rows in every field, and A as it was afterwards. */
export function describeStrangers({ members, open, rest, witness }: Stage): void {
  describe('strangers change nothing of A and see nothing of it', () => {
    let a: Estate
    let b: Estate
    let before: Record<string, string>
    beforeAll(async () => {
      a = await buildEstate()
      b = await buildEstate()
      before = await witness().partner(a.tenantId)
    }, SETUP_MS)
    afterEach(async () => expect(await witness().partner(a.tenantId)).toEqual(before))
    const unknown = () => expecting('UNAUTHENTICATED', secretsOf(a))

    it('somebody without a session or key', async () => {
      const refused = { victim: a, judge: unknown(), isBlind: true }
      const called = await attack({ ...refused, entries: members, call: asVisitor(nobodyAt(a.host)) })
      expect(called.problems).toEqual([])
      expect((await attack({ ...refused, entries: rest, call: asKey(null) })).problems).toEqual([])
    })

    it('the rival’s owner, who finds nothing of A and all of B', async () => {
      const call = asVisitor(personAt(b.host, b.owner))
      const judge = foreign({ secrets: secretsOf(a) })
      const { problems, answers } = await attack({ entries: members, victim: a, call, judge })
      expect(problems).toEqual([])
      expect(answers.filter(({ code, bytes }) => code === 'OK' && bytes.includes(b.canary)).length).toBeGreaterThan(5)
      expect(answers.filter(({ code }) => code === 'NOT_FOUND').length).toBeGreaterThan(25)
    })

    it('the rival’s session on A’s host', async () => {
      const call = asVisitor({ ...personAt(b.host, b.owner), host: a.host })
      const attacked = await attack({ entries: members, victim: a, call, judge: unknown(), isBlind: true })
      expect(attacked.problems).toEqual([])
    })

    it('anybody at the public procedures of B', async () => {
      const call = asVisitor(nobodyAt(b.host))
      const judge = foreign({ secrets: secretsOf(a) })
      expect((await attack({ entries: open, victim: a, call, judge })).problems).toEqual([])
    })

    it('the rival’s API key, on our host and on A’s', async () => {
      const judge = foreign({ secrets: secretsOf(a) })
      const { problems, answers } = await attack({ entries: rest, victim: a, call: asKey(b.one.key), judge })
      expect(problems).toEqual([])
      expect(answers.some(({ bytes }) => bytes.includes(b.one.canary))).toBe(true)
      const call = asKey(b.one.key, a.tenantId)
      const there = await attack({ entries: rest, victim: a, call, judge: unknown(), isBlind: true })
      expect(there.problems).toEqual([])
    })
  })
}
