import { createHmac } from 'node:crypto'

export interface Delivery {
  body: string
  signature: string
  isForged: boolean
}

/** Stripe's header: `t=<seconds>,v1=<HMAC-SHA256 of "t.body">`, source: docs.stripe.com/webhooks#verify-manually. */
export function signed(body: string, secret: string, atS: number): Delivery {
  const mac = createHmac('sha256', secret).update(`${atS}.${body}`).digest('hex')
  return { body, signature: `t=${atS},v1=${mac}`, isForged: false }
}

/** The network at its worst: each event lost, sent once or twice, joined by forgeries, in any order. `random` is 0 ≤ x < 1. */
export function unruly(deliveries: readonly Delivery[], random: () => number): Delivery[] {
  const sent = deliveries.flatMap((delivery) => {
    const luck = random()
    if (luck < 0.2) return []
    if (luck < 0.4) return [delivery, delivery]
    if (luck < 0.5)
      return [delivery, { ...delivery, body: delivery.body.replace('"id":"evt', '"id":"xvt'), isForged: true }]
    return [delivery]
  })
  return sent
    .map((delivery) => ({ delivery, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ delivery }) => delivery)
}
