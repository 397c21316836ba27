import type { ErrorCode, ErrorDetail } from '@/lib/errors'

/** Most calls in one HTTP request, held by client and server alike. */
export const BATCH_MAX = 10

/** An error as a screen shows it; `code` null = the answer never came. */
export interface CodedError {
  code: ErrorCode | null
  message: string
  details: readonly ErrorDetail[]
}

/** Reads what the error formatter wrote. */
export function errorOf(
  data: { appCode?: ErrorCode | null; details?: readonly ErrorDetail[] } | null | undefined,
  error: unknown,
): CodedError {
  return {
    code: data?.appCode ?? null,
    message: error instanceof Error ? error.message : String(error),
    details: data?.details ?? [],
  }
}
