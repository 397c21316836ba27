import { Progress } from './progress'
import type { DemoKeys } from './record'

/** Roughly what ninety days come to; the bar needs an end, not an exact one. */
const EVENTS_EXPECTED = 188_000

/** What the demo does with the database before the doors open and after they close, in this process. */
export interface DemoData {
  /** Seeds an empty database and returns the keys it made; null when the demo is there already. */
  fill(): Promise<DemoKeys | null>
  /** The plants tell what happened since they were last heard, and are expected to run from now on. */
  wake(n8n: { url: string; apiKey: string }): Promise<void>
  /** The last call: the connections end with it. */
  rest(): Promise<void>
}

/** The program's own modules read the environment when they are loaded: not before it is known. */
export async function openDemoData(env: Readonly<Record<string, string>>): Promise<DemoData> {
  Object.assign(process.env, env, { LOG_LEVEL: 'error' })
  const [{ isSeeded, seedDemo }, { restDemo, wakeDemo }, { closePools }, { ensurePartitions }] = await Promise.all([
    import('~/prisma/seed'),
    import('~/prisma/seed/rest'),
    import('@/infra/db'),
    import('@/infra/partitions'),
  ])
  const fill = async (): Promise<DemoKeys | null> => {
    await ensurePartitions(new Date())
    if (await isSeeded()) return null
    const progress = new Progress('90 days of three plants')
    let sent = 0
    const { plants } = await seedDemo(new Date(), (events) => {
      sent += events
      progress.show(Math.min(0.99, sent / EVENTS_EXPECTED), `${sent.toLocaleString('en')} events`)
    })
    progress.done(`${sent.toLocaleString('en')} events`)
    return { clients: plants.map(({ plant, apiKey, pingKeys }) => ({ slug: plant.slug, apiKey, pingKeys })) }
  }
  return { fill, wake: wakeDemo, rest: () => restDemo().finally(closePools) }
}
