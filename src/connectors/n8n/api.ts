import type { z } from 'zod'
import type { SourceProblem } from '@/domain/connection/source'
import { type OutAnswer, type OutRequest, requestOut } from '@/infra/http-out'
import type { Read, SourceLink } from '@/services/connection/port'

/** A page of workflows carries whole definitions. */
const PAGE_BYTES = 32 * 1024 * 1024
const TIMEOUT_MS = 20_000
const PATIENCE_S = 60

function problem(kind: SourceProblem['kind'], detail: string, retryAfterS: number | null = null): Read<never> {
  return { ok: false, problem: { kind, detail, retryAfterS } }
}

/** Seconds or an HTTP date (RFC 9110 §10.2.3); nonsense means a minute. */
export function retryAfterOf(header: string | undefined, now: number): number {
  if (header === undefined) return PATIENCE_S
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(1, Math.ceil(seconds)), 3600) : PATIENCE_S
}

function problemOf(answer: Extract<OutAnswer, { ok: true }>): Read<never> {
  switch (answer.status) {
    case 401:
    case 403:
      return problem('refused', `n8n does not accept the API key (${answer.status})`)
    case 404:
      return problem('absent', 'n8n has no such thing')
    case 409:
      return problem('conflict', 'n8n refused: the run cannot be tried again as it is')
    case 405:
      return problem('unsupported', 'this n8n cannot do that')
    case 429:
      return problem('slowed', 'n8n asks for fewer requests', retryAfterOf(answer.headers['retry-after'], Date.now()))
    default:
      return answer.status >= 500
        ? problem('unreachable', `n8n answered with an error of its own (${answer.status})`)
        : problem('unreadable', `n8n answered with status ${answer.status}`)
  }
}

/** One request to the public API. Nothing that n8n wrote into an error reaches the outside. */
export async function ask<S extends z.ZodType>(
  { baseUrl, credential }: SourceLink,
  path: string,
  schema: S,
  options: Pick<OutRequest, 'method' | 'body' | 'maxBytes'> = {},
): Promise<Read<z.output<S>>> {
  const answer = await requestOut(`${baseUrl.replace(/\/+$/, '')}/api/v1${path}`, {
    ...{ timeoutMs: TIMEOUT_MS, maxBytes: PAGE_BYTES, ...options },
    headers: {
      'x-n8n-api-key': credential,
      accept: 'application/json',
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
    },
  })
  if (!answer.ok) return problem('unreachable', answer.detail)
  if (answer.status < 200 || answer.status > 299) return problemOf(answer)
  try {
    const parsed = schema.safeParse(JSON.parse(answer.text))
    if (parsed.success) return { ok: true, value: parsed.data }
    const at = parsed.error.issues[0]?.path.join('.') ?? ''
    return problem('unreadable', `the answer has a form we do not know (at ${at})`)
  } catch {
    return problem('unreadable', 'the answer is not JSON: is this the address of n8n itself?')
  }
}
