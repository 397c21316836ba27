import { decode } from 'next-auth/jwt'
import { env } from '@/env'
import { isSecure } from './public-url'

/** Host-only cookie: a partner's host never sees another's. `__Host-` also forbids Domain and plain http. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-sid' : 'sid'
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}

/** The session id sealed in the cookie, or null for a missing, foreign or expired one. */
export async function readSessionId(cookieHeader: string): Promise<string | null> {
  const name = sessionCookieName()
  const token = cookieValue(cookieHeader, name)
  if (!token) return null
  try {
    const claims = await decode({ token, secret: env.AUTH_SECRET, salt: name })
    return typeof claims?.sid === 'string' ? claims.sid : null
  } catch {
    return null
  }
}
