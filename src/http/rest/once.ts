import { idempotencyKeyOf, KEY_LENGTH_MAX } from '@/domain/idempotency/key'
import { sha256 } from '@/lib/crypto'
import { AppError } from '@/lib/errors'
import { canonicalJson } from '@/lib/json'
import type { Once } from '@/services/context'
import { once } from '@/services/idempotency/once'
import { problem } from '../problem'
import type { KeyCaller } from '../with-api-key'
import type { RestRoute } from './route'

/** The answer to a name that already stands for another change. */
export const KEY_REUSED = problem(
  422,
  'This Idempotency-Key was used for another request. Send what you sent then, or choose a new key.',
)

interface Asked {
  route: RestRoute
  caller: KeyCaller
  /** parsed */
  body: unknown
}

/** What makes a named change happen once; undefined for a change without a name, and for reads. @throws AppError INVALID */
export function onceOf(request: Request, { route, caller, body }: Asked): Once | undefined {
  const header = request.headers.get('idempotency-key')
  if (header === null || route.kind === 'query') return undefined
  if (!route.isNameable)
    throw new AppError('INVALID', 'This route does something each time it is called. Leave the Idempotency-Key out.')
  const key = idempotencyKeyOf(header)
  if (key === null)
    throw new AppError(
      'INVALID',
      `Idempotency-Key: must be 1 to ${KEY_LENGTH_MAX} printable ASCII characters, in quotes.`,
    )
  const { pathname } = new URL(request.url)
  return once({
    ...{ apiKeyId: caller.key.id, clientId: caller.key.clientId, key, status: route.status },
    fingerprint: sha256(canonicalJson([request.method, pathname, body ?? null])),
    answerOf: (output) => JSON.stringify(route.output.parse(output)),
  })
}
