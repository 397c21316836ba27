import { z } from 'zod'
import { Refusal, zFlag, zList, zMetadata, zWhole } from '../form'
import type { Price } from '../shapes'
import type { StripeWorld } from '../world'
import { pageOf, type Route, route } from './route'

const DAY_S = 86_400
/** Stripe's bounds of a meter event's moment. */
const PAST_S = 35 * DAY_S
const FUTURE_S = 5 * 60

const paging = { limit: zWhole.optional(), starting_after: z.string().optional(), expand: zList(z.string()).optional() }
const zNothing = z.strictObject({})
const zExpand = z.strictObject({ expand: zList(z.string()).optional() })

const zCustomer = z.strictObject({
  email: z.email().optional(),
  name: z.string().optional(),
  metadata: zMetadata.optional(),
  preferred_locales: zList(z.string()).optional(),
})

const zPrice = z.strictObject({
  product: z.string(),
  currency: z.string().length(3),
  unit_amount: zWhole,
  lookup_key: z.string().max(200).optional(),
  transfer_lookup_key: zFlag.optional(),
  metadata: zMetadata.optional(),
  nickname: z.string().optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  recurring: z.strictObject({
    interval: z.literal('month'),
    usage_type: z.enum(['licensed', 'metered']).optional(),
    meter: z.string().optional(),
  }),
})

/** A lookup key names one price: taking it from another is asked for by name. */
function freeKey(world: StripeWorld, key: string | undefined, mayTransfer: boolean | undefined): void {
  const holder = world.all('price').find(({ lookup_key }) => key !== undefined && lookup_key === key)
  if (!holder) return
  if (!mayTransfer)
    throw new Refusal(400, 'resource_already_exists', `A price already uses the lookup key ${key}.`, 'lookup_key')
  holder.lookup_key = null
}

function makePrice(world: StripeWorld, given: z.output<typeof zPrice>): Price {
  const { product, currency, unit_amount, lookup_key, metadata, recurring } = given
  world.get('product', product)
  const usage = recurring.usage_type ?? 'licensed'
  if (usage === 'metered' && !recurring.meter)
    throw new Refusal(400, 'parameter_missing', 'A metered price needs a meter.', 'recurring[meter]')
  if (recurring.meter) world.get('billing.meter', recurring.meter)
  freeKey(world, lookup_key, given.transfer_lookup_key)
  return world.add('price', 'price', {
    product,
    currency,
    unit_amount,
    active: true,
    lookup_key: lookup_key ?? null,
    metadata: metadata ?? {},
    type: 'recurring',
    recurring: { interval: 'month', interval_count: 1, usage_type: usage, meter: recurring.meter ?? null },
  })
}

const zMeterEvent = z.strictObject({
  event_name: z.string(),
  payload: z.record(z.string(), z.string()),
  identifier: z.string().max(100).optional(),
  timestamp: zWhole.optional(),
})

function takeMeterEvent(world: StripeWorld, given: z.output<typeof zMeterEvent>) {
  if (!world.all('billing.meter').some(({ event_name }) => event_name === given.event_name))
    throw new Refusal(400, 'resource_missing', `No active meter has the event name ${given.event_name}.`, 'event_name')
  const value = given.payload.value ?? ''
  if (!/^\d{1,15}$/.test(value))
    throw new Refusal(400, 'parameter_invalid', 'payload[value] must be a whole number.', 'payload[value]')
  world.get('customer', given.payload.stripe_customer_id ?? '')
  const timestamp = given.timestamp ?? world.nowS
  if (timestamp < world.nowS - PAST_S || timestamp > world.nowS + FUTURE_S)
    throw new Refusal(
      400,
      'timestamp_invalid',
      'The timestamp must be within the past 35 days or 5 minutes ahead.',
      'timestamp',
    )
  const identifier = given.identifier ?? `${world.nowS}-${world.all('billing.meter_event').length}`
  const isKnown = world.all('billing.meter_event').some((each) => each.identifier === identifier)
  if (isKnown)
    throw new Refusal(
      400,
      'resource_already_exists',
      `An event already exists with identifier ${identifier}.`,
      'identifier',
    )
  return world.add('mev', 'billing.meter_event', {
    event_name: given.event_name,
    identifier,
    payload: given.payload,
    timestamp,
    isCancelled: false,
  })
}

const zAdjustment = z.strictObject({
  event_name: z.string(),
  type: z.literal('cancel'),
  cancel: z.strictObject({ identifier: z.string() }),
})

function adjust(world: StripeWorld, { event_name, cancel }: z.output<typeof zAdjustment>) {
  const event = world.all('billing.meter_event').find(({ identifier }) => identifier === cancel.identifier)
  if (!event)
    throw new Refusal(400, 'resource_missing', 'There is no event with this identifier.', 'cancel[identifier]')
  if (event.created < world.nowS - DAY_S)
    throw new Refusal(
      400,
      'parameter_invalid',
      'Only events of the last 24 hours can be cancelled.',
      'cancel[identifier]',
    )
  event.isCancelled = true
  return {
    object: 'billing.meter_event_adjustment',
    event_name,
    type: 'cancel',
    cancel,
    status: 'complete',
    livemode: false,
  }
}

const zPriceList = z.strictObject({
  ...paging,
  lookup_keys: zList(z.string()).optional(),
  active: zFlag.optional(),
  product: z.string().optional(),
})

/** Customers, products, prices, meters. */
export const CATALOGUE: readonly Route[] = [
  route('POST', 'customers', zCustomer, (world, { email = null, name = null, metadata = {} }) => {
    const customer = world.add('cus', 'customer', { email, name, metadata, balance: 0 })
    world.tell('customer.created', customer)
    return customer
  }),
  route('GET', 'customers', z.strictObject({ ...paging, email: z.string().optional() }), (world, given) =>
    pageOf(
      '/v1/customers',
      world.all('customer').filter(({ email }) => !given.email || email === given.email),
      given,
    ),
  ),
  route('GET', 'customers/:id', zExpand, (world, _given, id) => world.get('customer', id)),
  route('POST', 'customers/:id', zCustomer, (world, given, id) => Object.assign(world.get('customer', id), given)),
  route(
    'POST',
    'products',
    z.strictObject({
      id: z.string().optional(),
      name: z.string(),
      description: z.string().optional(),
      metadata: zMetadata.optional(),
    }),
    (world, { name, metadata = {} }) => world.add('prod', 'product', { name, active: true, metadata }),
  ),
  route('GET', 'products', z.strictObject({ ...paging, active: zFlag.optional() }), (world, given) =>
    pageOf('/v1/products', world.all('product'), given),
  ),
  route('GET', 'products/:id', zExpand, (world, _given, id) => world.get('product', id)),
  route('POST', 'prices', zPrice, makePrice),
  route('GET', 'prices', zPriceList, (world, given) =>
    pageOf(
      '/v1/prices',
      world
        .all('price')
        .filter(
          ({ lookup_key }) => !given.lookup_keys || (lookup_key !== null && given.lookup_keys.includes(lookup_key)),
        )
        .filter(({ active }) => given.active === undefined || active === given.active),
      given,
    ),
  ),
  route('GET', 'prices/:id', zExpand, (world, _given, id) => world.get('price', id)),
  route(
    'POST',
    'billing/meters',
    z.strictObject({
      display_name: z.string(),
      event_name: z.string(),
      default_aggregation: z.strictObject({ formula: z.literal('sum') }),
    }),
    (world, { display_name, event_name }) => {
      if (world.all('billing.meter').some((meter) => meter.event_name === event_name))
        throw new Refusal(400, 'resource_already_exists', 'A meter with this event name exists.', 'event_name')
      return world.add('mtr', 'billing.meter', { display_name, event_name, status: 'active' })
    },
  ),
  route('GET', 'billing/meters', z.strictObject({ ...paging, status: z.string().optional() }), (world, given) =>
    pageOf('/v1/billing/meters', world.all('billing.meter'), given),
  ),
  route('POST', 'billing/meter_events', zMeterEvent, takeMeterEvent),
  route('POST', 'billing/meter_event_adjustments', zAdjustment, adjust),
  route(
    'POST',
    'test_helpers/test_clocks',
    z.strictObject({ frozen_time: zWhole, name: z.string().optional() }),
    (world, { frozen_time }) => world.add('clock', 'test_helpers.test_clock', { frozen_time, status: 'ready' }),
  ),
]

export { paging, zExpand, zNothing }
