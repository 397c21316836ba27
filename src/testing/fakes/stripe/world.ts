import { Refusal } from './form'
import { type Delivery, signed } from './signed'

export type Thing = { id: string; object: string; [field: string]: unknown }

/** Everything the fake knows: objects by id, its own clock, and each event in the order it happened. */
export class StripeWorld {
  readonly things = new Map<string, Thing>()
  readonly events: Thing[] = []
  private count = 0

  constructor(
    readonly secret: string,
    public nowS: number,
  ) {}

  add(prefix: string, object: string, fields: Record<string, unknown>): Thing {
    this.count += 1
    const thing = { id: `${prefix}_${this.count}`, object, created: this.nowS, livemode: false, ...fields }
    this.things.set(thing.id, thing)
    return thing
  }

  /** @throws Refusal when there is no such object of that kind. */
  get(object: string, id: string): Thing {
    const thing = this.things.get(id)
    if (thing?.object !== object) throw new Refusal(404, 'resource_missing', `No such ${object}: '${id}'`, 'id')
    return thing
  }

  all(object: string): Thing[] {
    return [...this.things.values()].filter((thing) => thing.object === object)
  }

  /** Records what happened with the object as it is at that moment: an event may be old news when it arrives. */
  tell(type: string, thing: Thing): void {
    this.count += 1
    const object = structuredClone(thing)
    this.events.push({ id: `evt_${this.count}`, object: 'event', type, created: this.nowS, data: { object } })
  }

  deliveries(): Delivery[] {
    return this.events.map((event) => signed(JSON.stringify(event), this.secret, this.nowS))
  }
}
