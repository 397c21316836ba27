import { randomInt } from 'node:crypto'
import type { Event } from './shapes'
import { signed } from './signed'
import type { StripeWorld } from './world'

const TRIES = 12
const DELAY_MS = 1_500

export interface Delivering {
  url: string
  /** true: delayed, doubled, out of order, joined by forgeries, as the real network may do */
  isUnruly: boolean
}

async function post(url: string, body: string, signature: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
  return fetch(url, { method: 'POST', headers, body }).then(
    (response) => response.ok,
    () => false,
  )
}

/** Sends events until they are taken: signed anew at each try, with a longer wait after each refusal. */
async function send(world: StripeWorld, url: string, event: Event, attempt = 0): Promise<void> {
  const body = JSON.stringify(event)
  const { signature } = signed(body, world.secret, Math.floor(Date.now() / 1000))
  if ((await post(url, body, signature)) || attempt >= TRIES) return
  setTimeout(() => void send(world, url, event, attempt + 1), 2 ** attempt * 500)
}

/** Tells an endpoint of everything that happens from now on. */
export function deliver(world: StripeWorld, { url, isUnruly }: Delivering): void {
  world.onEvent((event) => {
    if (!isUnruly) return void send(world, url, event)
    setTimeout(() => void send(world, url, event), randomInt(DELAY_MS))
    if (randomInt(3) === 0) setTimeout(() => void send(world, url, event), randomInt(DELAY_MS))
    if (randomInt(8) === 0) {
      const forged = signed(
        JSON.stringify({ ...event, id: `forged_${event.id}` }),
        'whsec_of_a_stranger',
        Math.floor(Date.now() / 1000),
      )
      void post(url, forged.body, forged.signature)
    }
  })
}
