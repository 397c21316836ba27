import { payments } from '@/infra/stripe/payments'

/** Makes the products, prices and the meter of the plans at the payment service, each known by its lookup key. Safe to repeat. */
export async function setUpStripe(): Promise<number> {
  const service = payments()
  if (!service) {
    process.stderr.write('STRIPE_SECRET_KEY is not set.\n')
    return 1
  }
  const made = await service.setUp()
  process.stdout.write(made.length > 0 ? `made: ${made.join(', ')}\n` : 'every price is there\n')
  return 0
}
