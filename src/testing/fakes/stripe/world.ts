import { Refusal } from './form'
import type { Event, Kind, Kinds, Thing } from './shapes'
import { type Delivery, signed } from './signed'

const API_VERSION = '2026-10-28.endive'
const KEPT_REPLIES_S = 86_400

/** A reply that is given again to the same idempotency key, as Stripe does for a day. */
export interface KeptReply {
  fingerprint: string
  status: number
  body: string
  at: number
}

/** How a customer's card behaves. */
export type Card = 'none' | 'good' | 'declines'

export interface WorldOptions {
  secret: string
  /** unix seconds; the clock stands still until `pass`, unless it is running */
  nowS: number
  /** where people are sent: the address of the fake */
  base?: string
  /** ids are counted from here, so that those of two worlds differ */
  idsFrom?: number
  /** what happens after the last retry of a failed payment */
  whenRetriesEnd?: 'cancel' | 'unpaid' | 'past_due'
}

/** Everything the fake knows: objects by id, its own clock, and each event in the order it happened. */
export class StripeWorld {
  readonly secret: string
  base: string
  whenRetriesEnd: 'cancel' | 'unpaid' | 'past_due'
  nowS: number
  readonly events: Event[] = []
  readonly replies = new Map<string, KeptReply>()
  private things = new Map<string, Thing>()
  private byKind = new Map<string, Map<string, Thing>>()
  private cards = new Map<string, Card>()
  private count = 0
  private listeners: ((event: Event) => void)[] = []

  constructor({ secret, nowS, base = 'http://stripe.fake', whenRetriesEnd = 'cancel', idsFrom = 0 }: WorldOptions) {
    this.secret = secret
    this.base = base
    this.whenRetriesEnd = whenRetriesEnd
    this.nowS = nowS
    this.count = idsFrom
  }

  add<K extends Kind>(prefix: string, object: K, fields: Omit<Kinds[K], keyof Thing>): Kinds[K] {
    this.count += 1
    const id = `${prefix}_${this.count.toString(36).padStart(8, '0')}`
    const thing = { id, object, created: this.nowS, livemode: false, ...fields } as unknown as Kinds[K]
    this.put(thing)
    return thing
  }

  private put(thing: Thing): void {
    this.things.set(thing.id, thing)
    const kind = this.byKind.get(thing.object) ?? new Map<string, Thing>()
    this.byKind.set(thing.object, kind.set(thing.id, thing))
  }

  /** @throws Refusal when there is no such object of that kind. */
  get<K extends Kind>(object: K, id: string): Kinds[K] {
    const thing = this.things.get(id)
    if (thing?.object !== object) throw new Refusal(404, 'resource_missing', `No such ${object}: '${id}'`, 'id')
    return thing as Kinds[K]
  }

  find(id: string): Thing | undefined {
    return this.things.get(id)
  }

  /** Oldest first. */
  all<K extends Kind>(object: K): Kinds[K][] {
    return [...(this.byKind.get(object)?.values() ?? [])] as Kinds[K][]
  }

  cardOf(customer: string): Card {
    return this.cards.get(customer) ?? 'none'
  }

  setCard(customer: string, card: Card): void {
    this.cards.set(customer, card)
  }

  /** Records what happened with the object as it is at that moment: an event may be old news when it arrives. */
  tell(type: string, thing: Thing): void {
    this.count += 1
    const id = `evt_${this.count.toString(36).padStart(8, '0')}`
    const common = { object: 'event', created: this.nowS, livemode: false, api_version: API_VERSION } as const
    const event: Event = { id, type, data: { object: structuredClone(thing) }, ...common }
    this.events.push(event)
    for (const listener of this.listeners) listener(event)
  }

  onEvent(listener: (event: Event) => void): void {
    this.listeners.push(listener)
  }

  /** Takes the events that were told since the last call, signed at the fake's present. */
  takeDeliveries(atS: number = this.nowS): Delivery[] {
    return this.events.splice(0).map((event) => signed(JSON.stringify(event), this.secret, atS))
  }

  replyTo(key: string): KeptReply | undefined {
    const kept = this.replies.get(key)
    return kept && kept.at > this.nowS - KEPT_REPLIES_S ? kept : undefined
  }

  /** Everything, to be kept between two starts. */
  dump(): string {
    const { count, nowS } = this
    return JSON.stringify({ count, nowS, things: [...this.things.values()], cards: [...this.cards] })
  }

  restore(dump: string): void {
    const kept: { count: number; nowS: number; things: Thing[]; cards: [string, Card][] } = JSON.parse(dump)
    this.count = Math.max(this.count, kept.count)
    this.nowS = Math.max(this.nowS, kept.nowS)
    for (const thing of kept.things) this.put(thing)
    this.cards = new Map(kept.cards)
  }
}
