'use server'
import { AppError } from '@/lib/errors'
import { acceptInvitation } from '@/services/invitation/accept'
import { requestContext, visitor } from '@/trpc/server'
import { attemptOf, type Refused } from '../_components/refusal'
import { enter } from '../_lib/auth'

export interface Joining {
  refused: Refused | null
  /** which field, when one is wrong */
  field: string | null
  /** joined: where to go now */
  enteredTo: string | null
}

const refuse = (refused: Refused | null, field: string | null = null): Joining => ({ refused, field, enteredTo: null })

/** Joins, then signs in; a person with a second factor goes on to the page that asks for it. */
export async function join(_: Joining, form: FormData): Promise<Joining> {
  const given = Object.fromEntries(
    [...form].filter(([key, value]) => ['token', 'name', 'password'].includes(key) && value !== ''),
  )
  const input = acceptInvitation.input.safeParse({ ...given, ip: (await requestContext()).ip })
  if (!input.success) return refuse('invalid', String(input.error.issues[0]?.path[0] ?? ''))
  let loginToken: string
  try {
    loginToken = (await acceptInvitation(await visitor(), input.data)).loginToken
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refuse(error.code === 'NOT_FOUND' || error.code === 'CONFLICT' ? 'gone' : attemptOf(error).refused)
  }
  const refusal = await enter('link', { token: loginToken })
  return { ...refuse(null), enteredTo: refusal ? `/sign-in/${loginToken}` : '/' }
}
