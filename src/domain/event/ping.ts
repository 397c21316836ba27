import { MAX_STRING } from '@/lib/json'
import { type NativeEvent, REASONS } from './schema'

/** Kept of a ping's body (bytes of UTF-8), as the log of the run. */
export const MAX_PING_BODY = 100_000
/** A start and a finish without `rid` farther apart than this are unrelated (as Healthchecks does). */
export const PAIR_MS = 72 * 3_600_000

const RID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,199}$/

export type PingSignal = 'started' | 'succeeded' | 'failed' | 'log'

export interface Ping {
  signal: PingSignal
  /** 0..255 when the path gave one */
  exitCode: number | null
  /** the sender's name of the run, or null: the service finds it by `implicitRunKey` */
  rid: string | null
  /** storable text, at most 100 kB; null when the ping had no body */
  body: string | null
}

export type ParsedPing = { ok: true; ping: Ping } | { ok: false; reason: string }

const SIGNALS: Record<string, PingSignal> = { '': 'succeeded', start: 'started', fail: 'failed', log: 'log' }

function signalOf(suffix: string): Pick<Ping, 'signal' | 'exitCode'> | null {
  const signal = Object.hasOwn(SIGNALS, suffix) ? SIGNALS[suffix] : undefined
  if (signal) return { signal, exitCode: null }
  if (!/^\d{1,3}$/.test(suffix) || Number(suffix) > 255) return null
  const exitCode = Number(suffix)
  return { signal: exitCode === 0 ? 'succeeded' : 'failed', exitCode }
}

/** Pieces that each fit into one string of an event, never cut inside a character. */
function pieces(text: string): string[] {
  const list: string[] = []
  for (let from = 0; from < text.length; ) {
    const end = from + MAX_STRING
    const splitsPair = end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))
    list.push(text.slice(from, splitsPair ? end - 1 : end))
    from += list.at(-1)?.length ?? 0
  }
  return list
}

/** First 100 kB; a character cut in half, half a surrogate pair and U+0000 (not storable) become U+FFFD. */
function storable(body: Uint8Array): string | null {
  if (body.length === 0) return null
  return Buffer.from(body.subarray(0, MAX_PING_BODY)).toString('utf8').replaceAll('\u0000', '\ufffd')
}

/**
 * Reads what follows `/ping/<key>/` (no slash, '' for the bare key), the `rid` parameter and the raw body (standards §1.6):
 * none or 0 = succeeded, `start`, `fail` or 1–255 = failed, `log`.
 */
export function parsePing(suffix: string, rid: string | null, body: Uint8Array): ParsedPing {
  const signal = signalOf(suffix)
  if (!signal)
    return { ok: false, reason: 'path: after the key use nothing, start, fail, log or an exit code from 0 to 255' }
  if (rid !== null && !RID.test(rid)) {
    return {
      ok: false,
      reason:
        'rid: must be 1 to 200 letters, digits and . _ : - (a UUID is best); start and finish of one run send the same',
    }
  }
  return { ok: true, ping: { ...signal, rid, body: storable(body) } }
}

/** The run a workflow's pings without `rid` opened last and did not finish. Instants in epoch milliseconds. */
export interface OpenRun {
  runKey: string
  startedAt: number
}

/**
 * Which run a ping belongs to. With `rid`: that run. Without: a start opens a run of its own, named after the ping; a finish
 * or a log belongs to the run still open if that started at most 72 h ago; a finish with nothing open is a run of its own; a
 * log with nothing open belongs to no run (null). `pingId` is the id the service minted for the ping,
 * `receivedAt` epoch milliseconds.
 */
export function implicitRunKey(ping: Ping, pingId: string, open: OpenRun | null, receivedAt: number): string | null {
  if (ping.rid !== null) return ping.rid
  const own = `ping-${pingId}`
  if (ping.signal === 'started') return own
  if (open && receivedAt - open.startedAt <= PAIR_MS) return open.runKey
  return ping.signal === 'log' ? null : own
}

function errorOf({ exitCode, body }: Ping): NativeEvent['error'] {
  const message = body === null ? '' : Buffer.from(body.split('\n', 1)[0]?.slice(0, 500) ?? '').toString('utf8')
  return {
    class: exitCode === null ? 'reported_failure' : 'exit_code',
    message:
      message || (exitCode === null ? 'The job reported a failure.' : `The job ended with exit code ${exitCode}.`),
  }
}

/**
 * A ping in the same canonical form as any event. A ping gives no id and no time: its id is minted at receipt and its time
 * is the receipt, so a repeated ping is a new event; a `rid` makes repeats harmless, for both merge into one run. The body stands in
 * `data.body`; what one string cannot hold goes on in the list `data.more`.
 */
export function pingEvent(
  ping: Ping,
  at: { id: string; workflow: string; runKey: string | null; receivedAt: Date },
): NativeEvent {
  if (ping.signal !== 'log' && at.runKey === null) throw new TypeError(REASONS.executionMissing)
  const { exitCode, body } = ping
  const [first, ...more] = pieces(body ?? '')
  const data = {
    ...(exitCode !== null && { exitCode }),
    ...(first && { body: first }),
    ...(more.length > 0 && { more }),
  }
  return {
    id: at.id,
    workflow: at.workflow,
    ...(at.runKey !== null && { execution: at.runKey }),
    type: ping.signal === 'log' ? 'log' : `execution.${ping.signal}`,
    time: at.receivedAt.toISOString(),
    attempt: 1,
    ...(ping.signal === 'failed' && { error: errorOf(ping) }),
    ...(Object.keys(data).length > 0 && { data }),
  }
}
