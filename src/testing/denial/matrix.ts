import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isClientRole, ROLES } from '@/domain/access/roles'
import { closePools, platformQuery } from '@/infra/db'
import { closeRateLimits } from '@/infra/rate-limit'
import { createApiKey } from '@/services/source/create-key'
import { castMember } from '../cast'
import { Witness } from './digest'
import { type Answer, type ConsoleEntry, consoleEntries, type RestEntry, restEntries } from './entries'
import {
  type Entry,
  expecting,
  forbiddenTo,
  foreign,
  getsThrough,
  type Judge,
  secretsOf,
  secretsOfClient,
} from './judge'
import { type Sample, samplesOf } from './sample'
import { buildEstate, type Estate, memberAt, nobodyAt, personAt, targetsOf, type Visitor } from './world'

/** Procedures that answer before sign-in. A new one is added here by hand, after thinking. */
const PUBLIC = ['partner.current', 'session.requestLink']

/** Rows of the partner as a whole: a member limited to another client may know them. */
const PARTNER_WIDE = ['userId', 'sessionId', 'invitationId', 'actor']

/** A key whose row says so from the start. */
type KeyState = 'live' | 'revoked' | 'expired'

interface Attack<E extends Entry> {
  entries: readonly E[]
  /** whose rows the inputs name */
  victim: Estate
  call: (entry: E, sample: Sample) => Promise<Answer>
  judge: Judge
}

interface Attacked {
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

async function attack<E extends Entry>({ entries, victim, call, judge }: Attack<E>): Promise<Attacked> {
  const problems: string[] = []
  const answers: Answer[] = []
  for (const entry of entries) {
    for (const sample of samplesFor(entry, victim)) {
      const answer = await call(entry, sample)
      answers.push(answer)
      const problem = judge(entry, sample, answer)
      if (problem) problems.push(`${entry.name} (${sample.variant}) ${problem}`)
    }
  }
  return { problems, answers }
}

async function keyOf(
  { owner, one }: Estate,
  scopes: ('events:write' | 'read' | 'write')[],
  state: KeyState = 'live',
): Promise<string> {
  const { apiKeyId, key } = await createApiKey(owner, {
    sourceId: one.sourceId,
    name: 'matrix',
    scopes,
    expiresAt: null,
  })
  if (state !== 'live') await witness.change(state === 'revoked' ? 'revoked_at' : 'expires_at', apiKeyId)
  return key
}

let witness: Witness

/** Calls every entry of every door as everybody who should not, with the rows of partner A in every field. */
export function describeMatrix(walls: string): void {
  describe(`denial matrix, ${walls}`, () => {
    const console_ = consoleEntries()
    const members = console_.filter(({ isPublic }) => !isPublic)
    const rest = restEntries()
    let a: Estate
    let b: Estate
    let before: Record<string, string>

    beforeAll(async () => {
      witness = await Witness.open()
      a = await buildEstate()
      b = await buildEstate()
    })
    afterAll(async () => {
      await witness.close()
      closeRateLimits()
      await closePools()
    })

    const asVisitor =
      (visitor: Visitor) =>
      (entry: ConsoleEntry, { value }: Sample) =>
        entry.call(visitor, value)
    const asKey =
      (key: string | null, host: string | null = null) =>
      (entry: RestEntry, { value }: Sample) =>
        entry.call(key, value, host)

    it('knows the public procedures, and an input for every entry', () => {
      expect(
        console_
          .filter(({ isPublic }) => isPublic)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(PUBLIC)
      const unbuildable = [...console_, ...rest].flatMap(({ name, input }) => {
        try {
          samplesOf(input, targetsOf(a))
          return []
        } catch (error) {
          return [`${name}: ${error instanceof Error ? error.message : error}`]
        }
      })
      expect(unbuildable).toEqual([])
    })

    describe('nothing of A changes', () => {
      beforeAll(async () => {
        before = await witness.partner(a.tenantId)
      })
      afterEach(async () => expect(await witness.partner(a.tenantId)).toEqual(before))

      it('for somebody without a session or key', async () => {
        const judge = expecting('UNAUTHENTICATED', secretsOf(a))
        const nobody = nobodyAt(a.host)
        expect((await attack({ entries: members, victim: a, call: asVisitor(nobody), judge })).problems).toEqual([])
        expect((await attack({ entries: rest, victim: a, call: asKey(null), judge })).problems).toEqual([])
      })

      it('for the rival’s owner, who finds nothing of A and all of B', async () => {
        const mallory = personAt(b.host, b.owner)
        const judge = foreign({ secrets: secretsOf(a) })
        const { problems, answers } = await attack({ entries: members, victim: a, call: asVisitor(mallory), judge })
        expect(problems).toEqual([])
        expect(answers.filter(({ code, bytes }) => code === 'OK' && bytes.includes(b.canary)).length).toBeGreaterThan(5)
        expect(answers.filter(({ code }) => code === 'NOT_FOUND').length).toBeGreaterThan(25)
      })

      it('for the rival’s session on A’s host', async () => {
        const mallory = { ...personAt(b.host, b.owner), host: a.host }
        const judge = expecting('UNAUTHENTICATED', secretsOf(a))
        expect((await attack({ entries: members, victim: a, call: asVisitor(mallory), judge })).problems).toEqual([])
      })

      it('for strangers at public procedures of B', async () => {
        const entries = console_.filter(({ isPublic }) => isPublic)
        const judge = foreign({ secrets: secretsOf(a) })
        expect((await attack({ entries, victim: a, call: asVisitor(nobodyAt(b.host)), judge })).problems).toEqual([])
      })

      it('for the rival’s API key, on our host and on A’s', async () => {
        const judge = foreign({ secrets: secretsOf(a) })
        const { problems, answers } = await attack({ entries: rest, victim: a, call: asKey(b.one.key), judge })
        expect(problems).toEqual([])
        expect(answers.some(({ bytes }) => bytes.includes(b.one.canary))).toBe(true)
        const there = { entries: rest, victim: a, call: asKey(b.one.key, a.tenantId) }
        const refused = expecting('UNAUTHENTICATED', secretsOf(a))
        expect((await attack({ ...there, judge: refused })).problems).toEqual([])
      })
    })

    describe('inside A', () => {
      let inner: Estate
      beforeAll(async () => {
        inner = await buildEstate()
      })
      const refused = (code: string) => expecting(code, secretsOfClient(inner))

      it.each(['expired', 'idle', 'revoked'] as const)('a session that is %s opens nothing', async (state) => {
        const judge = refused('UNAUTHENTICATED')
        const call = asVisitor(personAt(inner.host, inner.owner, state))
        const unchanged = await witness.client(inner.one.clientId)
        expect((await attack({ entries: members, victim: inner, call, judge })).problems).toEqual([])
        expect(await witness.client(inner.one.clientId)).toEqual(unchanged)
      })

      it('a revoked member opens nothing, with a session that is still good', async () => {
        const left = await castMember(inner, { name: 'Left', role: 'partner_owner' })
        await platformQuery('UPDATE membership SET revoked_at = now() WHERE tenant_id = $1 AND user_id = $2', [
          inner.tenantId,
          left.actor.id,
        ])
        const call = asVisitor(personAt(inner.host, left))
        expect(
          (await attack({ entries: members, victim: inner, call, judge: refused('UNAUTHENTICATED') })).problems,
        ).toEqual([])
      })

      it.each(ROLES)('%s is refused what the role does not allow', async (role) => {
        const entries = forbiddenTo(role, members)
        const visitor = await memberAt(inner, role, isClientRole(role) ? [inner.one.clientId] : null)
        const unchanged = await witness.client(inner.one.clientId)
        const { problems } = await attack({
          entries,
          victim: inner,
          call: asVisitor(visitor),
          judge: refused('FORBIDDEN'),
        })
        expect(problems).toEqual([])
        expect(await witness.client(inner.one.clientId)).toEqual(unchanged)
      })

      it.each(['revoked', 'expired'] as const)('a key that is %s opens nothing', async (state) => {
        const key = await keyOf(inner, ['events:write', 'read', 'write'], state)
        expect(
          (await attack({ entries: rest, victim: inner, call: asKey(key), judge: refused('UNAUTHENTICATED') }))
            .problems,
        ).toEqual([])
      })

      it('a key that may send reads nothing, and one that may read changes nothing', async () => {
        const sender = await keyOf(inner, ['events:write'])
        const reader = await keyOf(inner, ['read'])
        const writes = rest.filter(({ kind }) => kind === 'mutation')
        const judge = refused('FORBIDDEN')
        expect((await attack({ entries: rest, victim: inner, call: asKey(sender), judge })).problems).toEqual([])
        expect((await attack({ entries: writes, victim: inner, call: asKey(reader), judge })).problems).toEqual([])
      })

      it.each(['client_plant', 'client_auditor', 'partner_operator', 'partner_owner'] as const)(
        '%s of another client finds nothing of this one',
        async (role) => {
          const entries = members.filter((entry) => !forbiddenTo(role, members).includes(entry))
          const visitor = await memberAt(inner, role, [inner.two.clientId])
          const unchanged = await witness.client(inner.one.clientId)
          const judge = foreign({ secrets: secretsOfClient(inner), partnerWide: PARTNER_WIDE })
          const { problems, answers } = await attack({ entries, victim: inner, call: asVisitor(visitor), judge })
          expect(problems).toEqual([])
          expect(answers.some(({ bytes }) => bytes.includes(inner.two.canary))).toBe(true)
          expect(await witness.client(inner.one.clientId)).toEqual(unchanged)
        },
      )

      it('another client’s key finds nothing of this one', async () => {
        const unchanged = await witness.client(inner.one.clientId)
        const judge = foreign({ secrets: secretsOfClient(inner) })
        expect((await attack({ entries: rest, victim: inner, call: asKey(inner.two.key), judge })).problems).toEqual([])
        expect(await witness.client(inner.one.clientId)).toEqual(unchanged)
      })
    })

    describe('and the walls are what stops them', () => {
      /** What ends something comes last, so that the others still find it. */
      const isEnding = ({ action }: Entry) => /archive|retire|revoke|signOut/.test(action)
      const inOrder = <E extends Entry>(entries: readonly E[]) =>
        [...entries].sort(
          (x, y) =>
            Number(x.kind === 'mutation') - Number(y.kind === 'mutation') || Number(isEnding(x)) - Number(isEnding(y)),
        )

      async function tryAll<E extends Entry>(
        own: Estate,
        entries: readonly E[],
        call: (entry: E, sample: Sample) => Promise<Answer>,
      ) {
        const problems: string[] = []
        let seen = 0
        for (const entry of inOrder(entries)) {
          const { answers } = await attack({ entries: [entry], victim: own, call, judge: () => null })
          const problem = getsThrough(entry, answers)
          if (problem) problems.push(`${entry.name} ${problem}`)
          seen += answers.filter(({ bytes }) => bytes.includes(own.one.canary)).length
        }
        return { problems, seen }
      }

      it('the owner’s same calls get through, and see the canary', async () => {
        const own = await buildEstate()
        const { problems, seen } = await tryAll(own, members, asVisitor(personAt(own.host, own.owner)))
        expect(problems).toEqual([])
        expect(seen).toBeGreaterThan(10)
      })

      it('and so do those of its own key', async () => {
        const own = await buildEstate()
        const { problems, seen } = await tryAll(own, rest, asKey(own.one.key))
        expect(problems).toEqual([])
        expect(seen).toBeGreaterThan(5)
      })
    })
  })
}
