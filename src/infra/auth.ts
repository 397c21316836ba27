import NextAuth, { CredentialsSignin } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { SESSION_ABSOLUTE_S } from '@/domain/session/policy'
import { env } from '@/env'
import { AppError } from '@/lib/errors'
import { isSecure } from './public-url'
import { sessionCookieName } from './session-cookie'

/** What the form sent, as text. */
export type Credential = Partial<Record<string, unknown>>
/** Proves who somebody is and opens a session row. @throws AppError */
type Prove = (given: Credential) => Promise<{ sessionId: string }>

/** Carries a verb's refusal through next-auth, which swallows every other error class. */
class Refusal extends CredentialsSignin {
  constructor(readonly reason: AppError) {
    super()
  }
}

function provider(id: 'password' | 'link', prove: Prove) {
  return Credentials({
    id,
    credentials: {},
    async authorize(given) {
      try {
        const { sessionId } = await prove(given)
        return { id: sessionId }
      } catch (error) {
        throw error instanceof AppError ? new Refusal(error) : error
      }
    },
  })
}

const cookie = (name: string) => ({
  name,
  options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isSecure() },
})
const hostCookie = (name: string) => cookie(isSecure() ? `__Host-${name}` : name)

/**
 * next-auth seals nothing but the id of our own session row into the cookie; the row is the truth. `trustHost` is
 * safe because the host was checked against the stored ones first, and nothing here builds a link from it.
 */
export function buildAuth(ports: { password: Prove; link: Prove }) {
  const { signIn, signOut } = NextAuth(async () => ({
    trustHost: true,
    secret: env.AUTH_SECRET,
    basePath: '/api/auth',
    session: { strategy: 'jwt' as const, maxAge: SESSION_ABSOLUTE_S },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      callbackUrl: hostCookie('sign-in-from'),
      csrfToken: hostCookie('sign-in-guard'),
    },
    providers: [provider('password', ports.password), provider('link', ports.link)],
    callbacks: { jwt: ({ token, user }) => (user ? { sid: user.id } : token) },
    // Refusals are answers, and the verbs log what is not one.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  }))
  return {
    /** Sets the session cookie, or says why not. @throws whatever was not foreseen */
    async enter(way: 'password' | 'link', given: Record<string, string>): Promise<AppError | null> {
      try {
        await signIn(way, { ...given, redirect: false })
        return null
      } catch (error) {
        if (error instanceof Refusal) return error.reason
        throw error
      }
    },
    /** Clears the cookie; the session row is ended by its verb. */
    leave: () => signOut({ redirect: false }),
  }
}
