import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { safeEqual } from './crypto'

// Standard Webhooks 1.0, symmetric scheme: https://www.standardwebhooks.com

const PREFIX = 'whsec_'
const SECRET_BYTES = 32
/** How far the sender's clock may be from ours, either way. */
const WINDOW_S = 300
/** Visible ASCII. No dot: it parts the signed text, and one delivery could be read as another. */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/
const SECONDS = /^\d{1,12}$/

/** `whsec_` and 32 random bytes in base64. */
export function newSigningSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64')
}

/** The key of a `whsec_…` text. As a KeyObject it does not print: not into logs, not into JSON. */
export function signingKeyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret.slice(PREFIX.length), 'base64'))
}

export interface Delivery {
  id: string
  /** seconds since 1970, as sent */
  timestamp: string
  /** the bytes as sent, before anybody parsed them */
  body: Uint8Array
}

/** `v1,<base64 of HMAC-SHA256 over id.timestamp.body>`. */
export function signatureOf(key: KeyObject, { id, timestamp, body }: Delivery): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
}

/** The three headers of a delivery; undefined = not sent. */
export interface SignatureHeaders {
  id: string | undefined
  timestamp: string | undefined
  signature: string | undefined
}

export type Verdict = { ok: true; id: string } | { ok: false; reason: string }

const refuse = (reason: string): Verdict => ({ ok: false, reason })

function matches(keys: readonly KeyObject[], delivery: Delivery, given: readonly string[]): boolean {
  let isMatch = false
  // No early end: the time does not tell which of the secrets or signatures was right.
  for (const key of keys) {
    const expected = signatureOf(key, delivery)
    for (const signature of given) isMatch = safeEqual(expected, signature) || isMatch
  }
  return isMatch
}

/**
 * Whether one of `keys` signed these bytes within five minutes of `now` (ms). Any of several signatures may be the right
 * one, so that sender and receiver can change secrets at different times. A refusal says what to change.
 */
export function verifySignature(
  keys: readonly KeyObject[],
  { id, timestamp, signature }: SignatureHeaders,
  body: Uint8Array,
  now: number,
): Verdict {
  if (!id || !timestamp || !signature) {
    return refuse('Send all three headers webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks).')
  }
  if (!ID.test(id)) return refuse('webhook-id: use 1 to 256 visible ASCII characters without a dot.')
  if (!SECONDS.test(timestamp)) return refuse('webhook-timestamp: send whole seconds since 1970, e.g. 1795428000.')
  const offS = Math.round(now / 1000) - Number(timestamp)
  if (Math.abs(offS) > WINDOW_S) {
    const where = offS > 0 ? 'old' : 'in the future'
    return refuse(
      `webhook-timestamp: ${Math.abs(offS)} s ${where}, at most ${WINDOW_S} are allowed. Set the clock, and sign each attempt anew.`,
    )
  }
  if (matches(keys, { id, timestamp, body }, signature.split(' '))) return { ok: true, id }
  return refuse(
    'webhook-signature: no signature matches. Sign "id.timestamp.body" over the exact bytes sent (before gzip) with a live secret of this source, as v1,<base64 of HMAC-SHA256>.',
  )
}
