import type { ChannelKind } from '@/domain/channel/schema'
import type { OutRequest } from '@/infra/http-out'
import type { Caller } from '../context'

/**
 * What a channel is asked to say. `sendThroughChannel(caller, channelId, message)` of `./send` takes it, once per `key`;
 * `listChannels` of `./list` names the channels.
 */
export interface ChannelMessage {
  /** idempotency: one message per channel and key, however often it is asked for */
  key: string
  event: 'trigger' | 'acknowledge' | 'resolve' | 'note' | 'test'
  /** what the messages of one incident share (the head incident's id) */
  dedupKey: string
  /** the partner's or client's name as the reader knows it */
  brand: string
  locale: 'en' | 'de'
  severity: 'critical' | 'error' | 'warning' | 'info'
  title: string
  lines: readonly string[]
  facts: readonly { label: string; value: string }[]
  url: string | null
  actions: readonly { label: string; url: string }[]
  at: Date
  /** what is affected, e.g. the workflow's name */
  source: string
  clientName: string | null
}

/** sent: the provider took it. retry: ask again with the same message, not before `retryAfterMs`. refused: never will. */
export interface ChannelOutcome {
  outcome: 'sent' | 'retry' | 'refused'
  /** written for people: what the provider answered, or why nothing was sent */
  detail: string
  providerId?: string
  retryAfterMs?: number
}

/** Where a channel leads; the address is in clear here and nowhere else: never log, never store. */
export interface ChannelTarget {
  caller: Caller
  clientId: string | null
  address: string
}

/** One product behind one port: `src/connectors/<product>` can be deleted and nothing else changes. */
export interface ChannelAdapter {
  kind: ChannelKind
  /** the provider's own limit: one message per `gapMs`, after `burst` at once */
  pace: { gapMs: number; burst: number }
  send(target: ChannelTarget, message: ChannelMessage): Promise<ChannelOutcome>
}

/** A POST of JSON as every adapter makes it. */
export function jsonPost(body: string): OutRequest {
  const headers = { 'content-type': 'application/json', 'user-agent': 'webhook/1.0' }
  return { method: 'POST', headers, body, timeoutMs: 10_000, maxBytes: 64 * 1024 }
}

/** Next has its own copy of this module; the adapters are one set per process. */
const shared = globalThis as typeof globalThis & { andonChannels?: Map<ChannelKind, ChannelAdapter> }
shared.andonChannels ??= new Map()
const adapters = shared.andonChannels

/** Called once by the program's entry with what it is built with. */
export function registerChannels(...given: readonly ChannelAdapter[]): void {
  for (const adapter of given) adapters.set(adapter.kind, adapter)
}

/** @returns null when the program was built without it */
export function channelAdapter(kind: ChannelKind): ChannelAdapter | null {
  return adapters.get(kind) ?? null
}
