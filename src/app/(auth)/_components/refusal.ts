import type { AppError } from '@/lib/errors'

/** Why a way in stayed closed, as a word of the catalogue. */
export type Refused = 'refused' | 'code' | 'limit' | 'unavailable' | 'invalid' | 'gone'

export interface Attempt {
  refused: Refused | null
  /** the second factor is asked for */
  needsCode: boolean
  /** the session is open: where to go now */
  enteredTo: string | null
}

export const FRESH: Attempt = { refused: null, needsCode: false, enteredTo: null }

/** A verb's refusal for the form; says nothing that the verb did not say. */
export function attemptOf({ code, details }: AppError): Attempt {
  const place = details[0]
  if (place?.pointer === '/code')
    return { ...FRESH, refused: place.detail === 'required' ? null : 'code', needsCode: true }
  if (place?.pointer === '/token') return { ...FRESH, refused: 'gone' }
  const refused = { LIMIT: 'limit', UNAVAILABLE: 'unavailable', INVALID: 'invalid' } as const
  return { ...FRESH, refused: code in refused ? refused[code as keyof typeof refused] : 'refused' }
}
