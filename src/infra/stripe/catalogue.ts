import type Stripe from 'stripe'
import { type CataloguePrice, cataloguePrices, EXECUTIONS_METER, lookupKey } from '@/domain/billing/catalogue'
import type { PaidPlan, PricePart } from '@/domain/billing/facts'
import { AppError } from '@/lib/errors'

const NAMES: Record<PricePart, (plan: string) => string> = {
  base: (plan) => `Andon ${plan}`,
  workflow: (plan) => `Andon ${plan}: monitored workflow`,
  executions: (plan) => `Andon ${plan}: thousand runs beyond the included ones`,
}

async function pricesByKey(stripe: Stripe): Promise<Map<string, Stripe.Price>> {
  const keys = cataloguePrices().map((price) => price.lookupKey)
  const { data } = await stripe.prices.list({ lookup_keys: keys, active: true, limit: 100 })
  return new Map(data.map((price) => [price.lookup_key ?? '', price]))
}

/** Ids of a plan's prices by part; a plan without overage has no third one. @throws AppError UNAVAILABLE */
export async function pricesOf(
  stripe: Stripe,
  plan: PaidPlan,
): Promise<Partial<Record<PricePart, string>> & { base: string; workflow: string }> {
  const known = await pricesByKey(stripe)
  const idOf = (part: PricePart) => known.get(lookupKey(plan, part))?.id
  const [base, workflow, executions] = [idOf('base'), idOf('workflow'), idOf('executions')]
  if (!base || !workflow)
    throw new AppError(
      'UNAVAILABLE',
      'The payment service does not know the prices yet: whoever runs this server must run "npm run andon -- stripe-setup".',
    )
  return { base, workflow, ...(executions && { executions }) }
}

export async function missingPrices(stripe: Stripe): Promise<string[]> {
  const known = await pricesByKey(stripe)
  return cataloguePrices()
    .filter((wanted) => known.get(wanted.lookupKey)?.unit_amount !== wanted.amountMinor)
    .map((price) => price.lookupKey)
}

async function meterId(stripe: Stripe): Promise<string> {
  const { data } = await stripe.billing.meters.list({ limit: 100, status: 'active' })
  const known = data.find(({ event_name }) => event_name === EXECUTIONS_METER)
  if (known) return known.id
  const display = { display_name: 'Andon: thousand runs', event_name: EXECUTIONS_METER }
  return (await stripe.billing.meters.create({ ...display, default_aggregation: { formula: 'sum' } })).id
}

async function makePrice(
  stripe: Stripe,
  { plan, part, lookupKey: key, amountMinor, currency }: CataloguePrice,
): Promise<void> {
  const metadata = { andon_plan: plan, andon_part: part }
  const product = await stripe.products.create({ name: NAMES[part](plan), metadata })
  const metered = part === 'executions' ? { usage_type: 'metered' as const, meter: await meterId(stripe) } : {}
  await stripe.prices.create({
    product: product.id,
    currency: currency.toLowerCase(),
    unit_amount: amountMinor,
    lookup_key: key,
    transfer_lookup_key: true,
    tax_behavior: 'exclusive',
    metadata,
    recurring: { interval: 'month', ...metered },
  })
}

/** Makes prices that are missing or cost something else; customers of an old price keep it until they change. */
export async function setUpCatalogue(stripe: Stripe): Promise<string[]> {
  const missing = new Set(await missingPrices(stripe))
  const wanted = cataloguePrices().filter((price) => missing.has(price.lookupKey))
  for (const price of wanted) await makePrice(stripe, price)
  return [...missing]
}
