import { randomInt } from 'node:crypto'
import { type ServerResponse, STATUS_CODES } from 'node:http'
import { ZodError } from 'zod'
import { logger } from '@/infra/logger'
import { captureError } from '@/infra/sentry'
import { AppError, type ErrorDetail, HTTP_STATUS } from '@/lib/errors'

/** RFC 9457; `code` and `errors` are extensions. */
export interface Problem {
  type: 'about:blank'
  title: string
  status: number
  detail: string
  code: string
  errors?: readonly ErrorDetail[]
}

const TYPE = 'application/problem+json'
/** HTTP has more names than the eight codes; these doors answer for the transport itself. */
const CODE: Record<number, string> = {
  404: 'NOT_FOUND',
  405: 'METHOD',
  408: 'TIMEOUT',
  413: 'SIZE',
  415: 'TYPE',
  421: 'HOST',
  422: 'KEY_REUSED',
}

/** Codes of the transport itself, beside the eight of the product. */
export const TRANSPORT_CODES = [...new Set(Object.values(CODE))].filter((code) => code !== 'NOT_FOUND')

/** A refusal by the transport itself: method, size, type, host. */
export function problem(status: number, detail: string, errors?: readonly ErrorDetail[]): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code: CODE[status] ?? 'INVALID',
    ...(errors && errors.length > 0 && { errors }),
  }
}

function zodDetails(error: ZodError): ErrorDetail[] {
  return error.issues.map(({ path, message }) => ({
    pointer: path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    detail: message,
  }))
}

/** Any error as a problem, in the one place that does so. What nobody foresaw is logged, and says nothing to the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AppError) {
    return { ...problem(HTTP_STATUS[error.code], error.message, error.details), code: error.code }
  }
  if (error instanceof ZodError) {
    return problem(400, error.issues[0]?.message ?? 'The input is not as this route expects it.', zodDetails(error))
  }
  logger.error({ err: error }, 'request failed')
  captureError(error)
  return { ...problem(500, 'Something went wrong on our side. Try again; nothing was changed.'), code: 'INTERNAL' }
}

/** Spread over 1 to 3 s, so that senders do not come back together. */
function headersOf({ status }: Problem): Record<string, string> {
  const again = status === 429 || status === 503
  return { 'content-type': TYPE, 'cache-control': 'no-store', ...(again && { 'retry-after': String(randomInt(1, 4)) }) }
}

/** For doors on the bare server. A request whose body was not read to its end loses its connection. */
export function sendProblem(res: ServerResponse, body: Problem, headers: Record<string, string> = {}): void {
  if (res.headersSent || res.destroyed) return
  const text = JSON.stringify(body)
  if (!res.req.complete) res.setHeader('connection', 'close')
  res.writeHead(body.status, { ...headersOf(body), ...headers, 'content-length': Buffer.byteLength(text) })
  res.end(res.req.method === 'HEAD' ? undefined : text)
}
