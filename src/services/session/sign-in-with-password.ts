import { z } from 'zod'
import { zEmail, zTotp } from '@/domain/member/schema'
import { platformQuery } from '@/infra/db'
import { verifyPasswordInTurn } from '@/infra/password'
import { forgetTries, spendTry } from '@/infra/rate-limit'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import type { Caller } from '../context'
import { mutation, unchanged } from '../define'
import { prepared } from '../prepared'
import { openSession } from './open'
import { passSecondFactor } from './second-factor'
import { Device, findLiveMember } from './store'

const code = zTotp.nullish().transform((given) => given ?? null)
const input = z.strictObject({
  email: zEmail,
  // The rules for new passwords say nothing about old ones; only the hash work is bounded.
  password: z.string('password: must be text').max(200, 'password: must have at most 200 characters'),
  code,
  device: Device,
})
const spec = { action: 'session.signInWithPassword', can: 'sign-in', input } as const

/** One sentence for every reason. */
const refused = () => new AppError('UNAUTHENTICATED', 'Email or password is not right.')

const enter = mutation(
  { ...spec, input: z.strictObject({ userId: zId, code, device: Device }) },
  async (ctx, { userId, code: given, device }) => {
    const member = await findLiveMember(ctx, { userId })
    if (!member) throw refused()
    const isTwofold = await passSecondFactor(ctx, userId, given)
    const session = await openSession(ctx, member, { method: isTwofold ? 'password+totp' : 'password', device })
    return unchanged(session, 'session.open is the record')
  },
)

/** The same work for an unknown address as for a wrong password. */
async function proveIdentity(
  { scope }: Caller,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const [account] = await platformQuery<{ id: string; password_hash: string | null }>(
    `SELECT u.id, u.password_hash FROM user_account u JOIN membership m ON m.user_id = u.id
      WHERE u.email = $1 AND m.tenant_id = $2 AND m.revoked_at IS NULL`,
    [email, scope.tenantId],
  )
  const isRight = await verifyPasswordInTurn(password, account?.password_hash ?? null)
  if (!account || !isRight) throw refused()
  return account.id
}

/** Signs in with email and password, and the second factor where there is one. */
export const signInWithPassword = prepared(
  spec,
  async (caller, given) => {
    const person = `${caller.scope.tenantId}/${given.email}`
    const address = given.device.ip ?? 'unknown'
    const both = `${person}/${address}`
    await spendTry({ 'password.address': address, 'password.person': person, 'password.person-and-address': both })
    const userId = await proveIdentity(caller, given)
    // With a code to guess, the tries go on counting until the session opens.
    if (given.code === null) await forgetTries('password.person-and-address', both)
    else await spendTry({ 'code.person': userId })
    return { userId, code: given.code, device: given.device }
  },
  enter,
)
