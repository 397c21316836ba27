import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/env'
import { isPlatformHost, originOf } from '@/infra/public-url'
import { normalizeHost } from '@/lib/host'

/** Scripts carry this request's nonce; nothing comes from another host. */
function contentPolicy(nonce: string): string {
  const isDevelopment = env.NODE_ENV === 'development'
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Charts place their marks with style attributes, dialogs lock the scroll with a style element.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // The platform's page leads to a partner's address.
    `form-action 'self' ${originOf(`*.${env.BASE_DOMAIN}`)}`,
  ].join('; ')
}

/**
 * Next's middleware: the content policy of pages, and the platform's own front page. Never a decision about access:
 * those are made in the procedure and in the database.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.set('content-security-policy', policy)
  const isWelcome = request.nextUrl.pathname === '/' && isPlatformHost(normalizeHost(headers.get('host') ?? ''))
  const response = isWelcome
    ? NextResponse.rewrite(new URL('/welcome', request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = { matcher: ['/((?!api/|_next/static|_next/image|fonts/|favicon.ico).*)'] }
