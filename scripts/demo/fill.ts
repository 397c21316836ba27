import { Progress } from './progress'
import type { DemoKeys } from './record'

/** Roughly what ninety days come to; the bar needs an end, not an exact one. */
const EVENTS_EXPECTED = 188_000

/** Seeds an empty database and returns the keys it made; null when the demo is there already. */
export async function fillDatabase(env: Readonly<Record<string, string>>): Promise<DemoKeys | null> {
  Object.assign(process.env, env)
  const [{ isSeeded, seedDemo }, { closePools }, { ensurePartitions }] = await Promise.all([
    import('~/prisma/seed'),
    import('@/infra/db'),
    import('@/infra/partitions'),
  ])
  try {
    if (await isSeeded()) return null
    await ensurePartitions(new Date())
    const progress = new Progress('90 days of three plants')
    let sent = 0
    const { plants } = await seedDemo(new Date(), (events) => {
      sent += events
      progress.show(Math.min(0.99, sent / EVENTS_EXPECTED), `${sent.toLocaleString('en')} events`)
    })
    progress.done(`${sent.toLocaleString('en')} events`)
    return { clients: plants.map(({ plant, apiKey, pingKeys }) => ({ slug: plant.slug, apiKey, pingKeys })) }
  } finally {
    await closePools()
  }
}
