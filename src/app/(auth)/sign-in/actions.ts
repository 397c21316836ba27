'use server'
import { AppError } from '@/lib/errors'
import { localPath } from '@/lib/local-path'
import { requestLink } from '@/services/session/request-link'
import { visitor } from '@/trpc/server'
import { type Attempt, attemptOf, FRESH, type Refused } from '../_components/refusal'
import { enter } from '../_lib/auth'

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** Codes travel only when given: an empty one means "not asked for". */
const withCode = (form: FormData): Record<string, string> => {
  const code = text(form, 'code')
  return code === '' ? {} : { code }
}

export interface LinkAttempt {
  sentTo: string | null
  refused: Refused | null
}

/** Asks for a link; known or not, the answer is the same. */
export async function mailLink(_: LinkAttempt, form: FormData): Promise<LinkAttempt> {
  const input = requestLink.input.safeParse({ email: text(form, 'email') })
  if (!input.success) return { sentTo: null, refused: 'invalid' }
  try {
    await requestLink(await visitor(), input.data)
    return { sentTo: input.data.email, refused: null }
  } catch (error) {
    if (error instanceof AppError) return { sentTo: null, refused: attemptOf(error).refused }
    throw error
  }
}

/** Where to go after a way in was taken, or why it stayed closed. */
const outcome = (refusal: AppError | null, form: FormData): Attempt =>
  refusal ? attemptOf(refusal) : { ...FRESH, enteredTo: localPath(text(form, 'to')) }

/** Email, password and, when asked for, a code. */
export async function enterWithPassword(_: Attempt, form: FormData): Promise<Attempt> {
  const given = { email: text(form, 'email'), password: text(form, 'password'), ...withCode(form) }
  return outcome(await enter('password', given), form)
}

/** The button behind a mailed link: opening the page alone uses nothing up. */
export async function enterWithLink(_: Attempt, form: FormData): Promise<Attempt> {
  return outcome(await enter('link', { token: text(form, 'token'), ...withCode(form) }), form)
}
