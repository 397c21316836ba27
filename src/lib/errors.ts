/** The eight ways a request can go wrong; each transport maps them once. */
export const ERROR_CODES = [
  'INVALID',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'LIMIT',
  'UNAVAILABLE',
  'INTERNAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** A place in the input and what to change there; `pointer` is a JSON pointer. */
export interface ErrorDetail {
  pointer: string
  detail: string
}

/** The only error class. The message is shown to the caller: it says what to change. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'AppError'
  }
}

/** "Not yours" and "not there" are one answer. */
export function notFound(noun: string): AppError {
  return new AppError('NOT_FOUND', `No such ${noun}.`)
}

/** Somebody else changed the row first; reload and decide again. */
export function conflict(noun: string): AppError {
  return new AppError('CONFLICT', `This ${noun} has changed meanwhile. Reload it and try again.`)
}

/** HTTP status of each code, for every HTTP transport. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMIT: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}
