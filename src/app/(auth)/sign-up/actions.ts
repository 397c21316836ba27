'use server'
import { originOf } from '@/infra/public-url'
import { AppError } from '@/lib/errors'
import { type AddressAnswer, checkAddress } from '@/services/onboarding/check-address'
import { completeSignUp } from '@/services/onboarding/complete-sign-up'
import { requestSignUp } from '@/services/onboarding/request-sign-up'
import { founder, requestContext } from '@/trpc/server'

export type Field = 'email' | 'personName' | 'partnerName' | 'slug' | 'password'
export type Trouble = Field | 'limit' | 'unavailable' | 'invalid' | 'gone'

export interface Wish {
  sentTo: string | null
  trouble: Trouble | null
}

export interface Birth {
  enteredTo: string | null
  trouble: Trouble | null
}

const FIELDS: readonly string[] = ['email', 'personName', 'partnerName', 'slug', 'password'] satisfies Field[]
const texts = (form: FormData, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '')]))

const fieldOf = (name: unknown): Trouble => (FIELDS.includes(String(name)) ? (name as Field) : 'invalid')

/** A verb's refusal as a word of the catalogue. */
function troubleOf(error: unknown): Trouble {
  if (!(error instanceof AppError)) throw error
  if (error.code === 'CONFLICT') return 'slug'
  const words = { LIMIT: 'limit', UNAVAILABLE: 'unavailable', NOT_FOUND: 'gone', INVALID: 'invalid' } as const
  return error.code in words ? words[error.code as keyof typeof words] : 'invalid'
}

/** Is this address to be had? Asked while somebody types. */
export async function lookAddress(slug: string): Promise<AddressAnswer | 'form' | null> {
  const input = checkAddress.input.safeParse({ slug, ip: (await requestContext()).ip })
  if (!input.success) return 'form'
  try {
    return (await checkAddress(await founder(), input.data)).answer
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Mails the link that proves the address. */
export async function askForConsole(_: Wish, form: FormData): Promise<Wish> {
  const given = texts(form, ['email', 'personName', 'partnerName', 'slug', 'locale'])
  const input = requestSignUp.input.safeParse({ ...given, ip: (await requestContext()).ip })
  if (!input.success) return { sentTo: null, trouble: fieldOf(input.error.issues[0]?.path[0]) }
  try {
    return { ...(await requestSignUp(await founder(), input.data)), trouble: null }
  } catch (error) {
    return { sentTo: null, trouble: troubleOf(error) }
  }
}

/** The button behind the mailed link: the console begins to exist, and its own host takes over. */
export async function createConsole(_: Birth, form: FormData): Promise<Birth> {
  const { token, slug, password } = texts(form, ['token', 'slug', 'password'])
  const given = { token, slug, password: password === '' ? null : password, ip: (await requestContext()).ip }
  const input = completeSignUp.input.safeParse(given)
  if (!input.success) return { enteredTo: null, trouble: fieldOf(input.error.issues[0]?.path[0]) }
  try {
    const { host, loginToken } = await completeSignUp(await founder(), input.data)
    return { enteredTo: `${originOf(host)}/sign-in/${loginToken}?to=/start`, trouble: null }
  } catch (error) {
    return { enteredTo: null, trouble: troubleOf(error) }
  }
}
