import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eventsDoor } from '@/http/events'
import { requestListener } from '@/http/listener'

/** What the door answered, added up. */
export interface Answers {
  sent: number
  accepted: number
  duplicates: number
  conflicts: number
  rejected: number
  /** the first few reasons, for people */
  reasons: string[]
}

export interface EventsDoor {
  /** `POST /api/v1/events` with a Bearer key, at most 500 at a time. Throws on anything but 202. */
  send(key: string, events: readonly unknown[]): Promise<void>
  answers: Answers
  stop(): Promise<void>
}

interface Accepted {
  accepted: number
  duplicates: number
  conflicts: number
  rejected: { index: number; reason: string }[]
}

const AT_ONCE = 500
const REASONS_KEPT = 20

/** The product's own listener in this process, on a port of its own. */
export async function openEventsDoor(): Promise<EventsDoor> {
  const server = createServer(requestListener([eventsDoor], null))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/events`
  const answers: Answers = { sent: 0, accepted: 0, duplicates: 0, conflicts: 0, rejected: 0, reasons: [] }

  async function post(key: string, events: readonly unknown[]): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(events) })
    if (response.status !== 202) throw new Error(`POST /api/v1/events: ${response.status} ${await response.text()}`)
    const answer = (await response.json()) as Accepted
    answers.sent += events.length
    answers.accepted += answer.accepted
    answers.duplicates += answer.duplicates
    answers.conflicts += answer.conflicts
    answers.rejected += answer.rejected.length
    for (const { reason } of answer.rejected) if (answers.reasons.length < REASONS_KEPT) answers.reasons.push(reason)
  }

  return {
    answers,
    async send(key, events) {
      for (let from = 0; from < events.length; from += AT_ONCE) await post(key, events.slice(from, from + AT_ONCE))
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
