import { env } from '@/env'

/** Deployed over TLS? Decided by configuration, never by a header. */
export function isSecure(): boolean {
  return new URL(env.BASE_URL).protocol === 'https:'
}

/** `https://host[:port]` of a stored host: scheme and port are the deployment's, whatever a request claims. */
export function originOf(host: string): string {
  const { protocol, port } = new URL(env.BASE_URL)
  return `${protocol}//${host}${port ? `:${port}` : ''}`
}

/** Where people who have no partner yet are: the address of this installation, never a request's. */
export function platformOrigin(): string {
  return new URL(env.BASE_URL).origin
}

/** Where a new partner answers until it brings its own host. */
export function defaultHost(slug: string): string {
  return `${slug}.${env.BASE_DOMAIN}`
}

/** The platform's own hosts: no partner lives there. */
export function isPlatformHost(host: string): boolean {
  return (
    host === env.BASE_DOMAIN || host === 'localhost' || host === '127.0.0.1' || host === new URL(env.BASE_URL).hostname
  )
}
