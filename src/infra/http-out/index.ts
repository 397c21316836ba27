import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, request } from 'undici'
import { env } from '@/env'

/** What a caller of the outside world may say. */
export interface OutRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string
  /** from the first byte out to the last byte in; default 15 s */
  timeoutMs?: number
  /** an answer longer than this is refused; default 4 MiB */
  maxBytes?: number
}

/** An answer, or why there is none. `detail` is written by us: nothing the other side said is repeated in it. */
export type OutAnswer =
  | { ok: true; status: number; headers: Readonly<Record<string, string>>; text: string }
  | { ok: false; reason: OutFailure; detail: string }

/** refused: our rule, no connection was made. redirect and too_large: the other side misbehaved. */
export type OutFailure = 'refused' | 'unreachable' | 'timeout' | 'too_large' | 'redirect'

export type Outbound = (url: string, options?: OutRequest) => Promise<OutAnswer>

const TIMEOUT_MS = 15_000
const MAX_BYTES = 4 * 1024 * 1024
const PORTS: ReadonlySet<string> = new Set(['443', '8443'])
/** All of the global unicast space that is handed out; the rest of IPv6 has no business on a public server. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3')
/** Inside the public ranges by their numbers, yet nobody's public server: a cloud's host agent, the retired 6bone. */
const NOT_PUBLIC = [ipaddr.parseCIDR('168.63.129.16/32'), ipaddr.parseCIDR('3ffe::/16')]

/** Is this address on the public internet? Private, local, shared, translated and reserved ones are not. */
export function isPublicAddress(address: string): boolean {
  const parsed = ipaddr.process(address) // un-maps ::ffff:a.b.c.d
  if (parsed.range() !== 'unicast') return false
  if (NOT_PUBLIC.some((range) => range[0].kind() === parsed.kind() && parsed.match(range))) return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_V6)
}

class Refusal extends Error {}

/**
 * The name is resolved once, judged, and the socket is opened to exactly the judged address: a name that changes its
 * answer between check and use gains nothing. One private address among public ones refuses the whole name.
 */
function judgedLookup(resolve: LookupFunction): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, answer) => {
      if (error) return done(error, [])
      const found = Array.isArray(answer) ? answer : []
      const first = found[0]
      if (!first || !found.every(({ address }) => isPublicAddress(address))) {
        return done(new Refusal('the name leads into a private network'), [])
      }
      return options.all ? done(null, found) : done(null, first.address, first.family)
    })
  }
}

function refusalOf(url: URL, ports: ReadonlySet<string>): string | null {
  if (url.protocol !== 'https:') return 'only https is allowed'
  if (!ports.has(url.port || '443')) return 'only the ports 443 and 8443 are allowed'
  // undici never asks the lookup about a literal address, so that is judged here, in its normalised form.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) > 0 && !isPublicAddress(host)) return 'the address is in a private network'
  return null
}

function fail(reason: OutFailure, detail: string): OutAnswer {
  return { ok: false, reason, detail }
}

/** undici wraps some causes; the refusal may sit below. */
function reasonOf(error: unknown): OutAnswer {
  const chain = [error, error instanceof Error ? error.cause : undefined]
  const refusal = chain.find((each) => each instanceof Refusal)
  if (refusal instanceof Refusal) return fail('refused', refusal.message)
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError' || name === 'AbortError' || /Timeout/.test(name))
    return fail('timeout', 'no answer in time')
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no connection'
  return fail('unreachable', `could not be reached (${code})`)
}

async function readText(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > maxBytes) return null // leaving the loop destroys the stream
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

async function send(url: URL, options: OutRequest, dispatcher: Agent): Promise<OutAnswer> {
  const answer = await request(url, {
    dispatcher,
    method: options.method ?? 'GET',
    headers: { 'accept-encoding': 'identity', ...options.headers },
    body: options.body,
    signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
  })
  // A body that is left unread ends with an error; without a listener that would end the process.
  answer.body.on('error', () => undefined)
  if (answer.statusCode >= 300 && answer.statusCode < 400) {
    answer.body.destroy()
    return fail('redirect', `answered with a redirect (${answer.statusCode}); enter the address it leads to`)
  }
  const text = await readText(answer.body, options.maxBytes ?? MAX_BYTES)
  if (text === null) return fail('too_large', 'the answer is too long')
  return { ok: true, status: answer.statusCode, headers: plainHeaders(answer.headers), text }
}

export interface OutboundRules {
  resolve: LookupFunction
  /** trusted `host:port`s, which may be private and plain http */
  allow: readonly string[]
  ports?: ReadonlySet<string>
}

/** A client with its own resolver and rules. */
export function createOutbound({ resolve, allow, ports = PORTS }: OutboundRules): Outbound {
  const connect = { timeout: TIMEOUT_MS }
  const guarded = new Agent({ connect: { ...connect, lookup: judgedLookup(resolve) } })
  const trusted = new Agent({ connect: { ...connect, lookup: resolve } })
  return async (address, options = {}) => {
    if (!URL.canParse(address)) return fail('refused', 'this is not a URL')
    const url = new URL(address)
    if (url.username || url.password) return fail('refused', 'a user or password in the URL is not allowed')
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return fail('refused', 'only https is allowed')
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    const isTrusted = allow.includes(`${url.hostname}:${port}`)
    const refusal = isTrusted ? null : refusalOf(url, ports)
    if (refusal) return fail('refused', refusal)
    return send(url, options, isTrusted ? trusted : guarded).catch(reasonOf)
  }
}

let ours: Outbound | undefined

/**
 * The only way out of the program to an address that a customer typed: https on 443 or 8443, public addresses only,
 * no redirects, one deadline over all, a cap on the answer. `OUTBOUND_ALLOW` names the exceptions of this installation.
 */
export const requestOut: Outbound = (url, options) => {
  ours ??= createOutbound({ resolve: systemLookup as LookupFunction, allow: env.OUTBOUND_ALLOW })
  return ours(url, options)
}
