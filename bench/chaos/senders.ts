import { Agent, request } from 'node:http'
import { seeded } from './random'

/** Workflows `broken-*` only fail, `healthy-*` only succeed, `moody-*` do both: what must come of each is known beforehand. */
export const BROKEN = Array.from({ length: 6 }, (_, at) => `broken-${at}`)
const HEALTHY = Array.from({ length: 12 }, (_, at) => `healthy-${at}`)
const MOODY = Array.from({ length: 6 }, (_, at) => `moody-${at}`)
export const WORKFLOWS = [...BROKEN, ...HEALTHY, ...MOODY]

const PAUSE_MS = 60
const ANSWER_WITHIN_MS = 20_000
const REPEAT_SHARE = 0.1
const EVENTS_MAX = 12

interface Sent {
  id: string
}

/** What senders know: which events were acknowledged, and how long nobody was. */
export class Ledger {
  readonly sent = new Set<string>()
  readonly acked = new Set<string>()
  readonly wrong: string[] = []
  retries = 0
  longestGapMs = 0
  private lastAckAt = performance.now()

  ack(events: readonly Sent[], answer: { conflicts: number; rejected: unknown[] }): void {
    const now = performance.now()
    this.longestGapMs = Math.max(this.longestGapMs, now - this.lastAckAt)
    this.lastAckAt = now
    if (answer.conflicts > 0 || answer.rejected.length > 0)
      this.wrong.push(`a good request was answered ${JSON.stringify(answer)}`)
    for (const { id } of events) this.acked.add(id)
  }
}

interface Answer {
  status: number
  text: string
}

function post(agent: Agent, port: number, key: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      host: 'localhost',
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const asked = request(
      { agent, port, path: '/api/v1/events', method: 'POST', headers, timeout: ANSWER_WITHIN_MS },
      (res) => {
        let text = ''
        res.setEncoding('utf8')
        res.on('data', (chunk) => (text += chunk))
        res.once('end', () => resolve({ status: res.statusCode ?? 0, text }))
        res.once('error', reject)
      },
    )
    asked.once('timeout', () => asked.destroy(new Error('no answer')))
    asked.once('error', reject)
    asked.end(body)
  })
}

export interface SendPlan {
  ports: readonly number[]
  key: string
  senders: number
  seed: number
  ledger: Ledger
  /** stop making new requests; those under way go on until they are acknowledged */
  signal: AbortSignal
}

/** One run: its start and its end, or its end alone, in either order. */
function runEvents(name: string, random: () => number): Sent[] {
  const workflow = WORKFLOWS[Math.floor(random() * WORKFLOWS.length)] ?? ''
  const fails = workflow.startsWith('broken') || (workflow.startsWith('moody') && random() < 0.3)
  const at = Date.now()
  const event = (id: string, type: string, time: number) => ({
    id,
    workflow,
    execution: name,
    type,
    time: new Date(time).toISOString(),
  })
  const end = event(`${name}-end`, fails ? 'execution.failed' : 'execution.succeeded', at)
  if (random() < 0.4) return [end]
  const start = event(`${name}-start`, 'execution.started', at - 1000)
  return random() < 0.5 ? [start, end] : [end, start]
}

async function untilAcked(agent: Agent, plan: SendPlan, events: readonly Sent[], random: () => number): Promise<void> {
  const body = JSON.stringify(events)
  for (;;) {
    const port = plan.ports[Math.floor(random() * plan.ports.length)] ?? 0
    const answer = await post(agent, port, plan.key, body).catch(() => null)
    if (answer?.status === 202) return plan.ledger.ack(events, JSON.parse(answer.text))
    if (answer && ![429, 503].includes(answer.status))
      plan.ledger.wrong.push(`a good request was answered ${answer.status} ${answer.text}`)
    plan.ledger.retries++
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * (0.5 + random())))
  }
}

async function sendAll(plan: SendPlan, sender: number): Promise<void> {
  const random = seeded(plan.seed * 1000 + sender)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let batch = 0; !plan.signal.aborted; batch++) {
    const runs = 1 + Math.floor(random() * random() * EVENTS_MAX)
    const events = Array.from({ length: runs }, (_, at) =>
      runEvents(`${plan.seed}-${sender}-${batch}-${at}`, random),
    ).flat()
    for (const { id } of events) plan.ledger.sent.add(id)
    await untilAcked(agent, plan, events, random)
    if (random() < REPEAT_SHARE) await untilAcked(agent, plan, [...events].reverse(), random)
  }
  agent.destroy()
}

/** Senders that never give up: each sends a request again and again until it is acknowledged, and some even after that. */
export async function runSenders(plan: SendPlan): Promise<void> {
  await Promise.all(Array.from({ length: plan.senders }, (_, sender) => sendAll(plan, sender)))
}
