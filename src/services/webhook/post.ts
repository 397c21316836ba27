import { retryAfterMs } from '@/domain/channel/retry-after'
import type { Reply } from '@/domain/webhook/chain'
import { requestOut } from '@/infra/http-out'
import { signatureOf, signingKeyOf } from '@/lib/standard-webhooks'

/** The standard asks for 15 to 30 seconds. */
const TIMEOUT_MS = 20_000
/** What a receiver says is read to its end, up to here; only its status counts. */
const ANSWER_BYTES = 256 * 1024
const SHOWN = 200

/** What came of one try. */
export interface Posted extends Reply {
  detail: string
  tookMs: number
}

/** One signed try: `webhook-id` stays the same for every try of a message, the timestamp is this try's. */
export async function postSigned(
  url: string,
  secrets: readonly string[],
  { id, body }: { id: string; body: string },
): Promise<Posted> {
  const startedAt = performance.now()
  const timestamp = String(Math.floor(Date.now() / 1000))
  const delivery = { id, timestamp, body: Buffer.from(body) }
  const signature = secrets.map((secret) => signatureOf(signingKeyOf(secret), delivery)).join(' ')
  const headers = {
    ...{ 'content-type': 'application/json', 'user-agent': 'webhook/1.0' },
    ...{ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
  }
  const answer = await requestOut(url, { method: 'POST', headers, body, timeoutMs: TIMEOUT_MS, maxBytes: ANSWER_BYTES })
  const tookMs = Math.round(performance.now() - startedAt)
  if (!answer.ok) return { status: null, retryAfterMs: null, detail: answer.detail, tookMs }
  const text = answer.text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, SHOWN)
  const wait = retryAfterMs(answer.headers['retry-after'], Date.now())
  return { status: answer.status, retryAfterMs: wait, detail: text, tookMs }
}
