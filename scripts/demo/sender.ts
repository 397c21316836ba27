import { setTimeout as sleep } from 'node:timers/promises'
import type { SentEvent } from '~/prisma/seed/history/run-events'

const RETRY_MS = 1_000
const TRIES = 30

/** Sends like a careful customer: same ids again until the product has answered 202. */
export async function send(
  baseUrl: string,
  apiKey: string,
  events: readonly SentEvent[],
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES && !signal.aborted; attempt++) {
    const answer = await fetch(`${baseUrl}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
      signal,
    }).catch(() => null)
    if (answer && answer.status < 500 && answer.status !== 429) return
    await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** A ping needs no code on the plant's side: one GET. */
export async function ping(url: string, signal: AbortSignal): Promise<void> {
  await fetch(url, { signal }).catch(() => null)
}
