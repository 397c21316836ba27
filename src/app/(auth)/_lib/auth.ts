import { cookies } from 'next/headers'
import type { z } from 'zod'
import { buildAuth, type Credential } from '@/infra/auth'
import { readSessionId } from '@/infra/session-cookie'
import { AppError } from '@/lib/errors'
import { signInWithLink } from '@/services/session/sign-in-with-link'
import { signInWithPassword } from '@/services/session/sign-in-with-password'
import type { Device } from '@/services/session/store'
import { requestContext, visitor } from '@/trpc/server'

/** The browser, as the server sees it. */
async function device(): Promise<Device> {
  const { userAgent, ip } = await requestContext()
  return { userAgent, ip, previousSessionId: await readSessionId((await cookies()).toString()) }
}

/** Input is parsed once, here: the form is this verb's door. */
function parse<Input extends z.ZodType>(schema: Input, given: unknown): z.output<Input> {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const details = result.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message }))
  throw new AppError('INVALID', details.map(({ detail }) => detail).join(' '), details)
}

const code = (given: Credential) => given.code || null

const auth = buildAuth({
  async password(given) {
    const input = { email: given.email, password: given.password, code: code(given), device: await device() }
    return signInWithPassword(await visitor(), parse(signInWithPassword.input, input))
  },
  async link(given) {
    const input = { token: given.token, code: code(given), device: await device() }
    return signInWithLink(await visitor(), parse(signInWithLink.input, input))
  },
})

export const { enter, leave } = auth
