import { z } from 'zod'
import type { MonthAction } from '@/domain/month/schema'
import { zId } from '@/lib/ids'
import { createConnection } from '@/services/connection/create'
import { loadConnection } from '@/services/connection/store'
import { recordGap } from '@/services/connection/sync/gaps'
import { mutation, unchanged } from '@/services/define'
import { systemCaller } from './work'
import type { World } from './world'

const input = z.strictObject({ connectionId: zId, runs: z.int(), fromAt: z.date(), toAt: z.date() })

/** Ids of the first run that was pruned, per file: holes never overlap. */
let nextRun = 1n

/** What a sync does when the source has pruned runs before they could be copied. */
const reportHole = mutation(
  { action: 'connection.gap', can: 'system', input },
  async (ctx, { connectionId, runs, ...span }) => {
    const range = { from: nextRun, to: nextRun + BigInt(runs) - 1n }
    nextRun += BigInt(runs) + 1n
    await recordGap(ctx, await loadConnection(ctx, connectionId), { reason: 'pruned', range, ...span })
    return unchanged({}, 'the gap is its own record')
  },
)

const connections = new WeakMap<World, string>()

/** The source is never asked: what its next sync would find is told by the file. */
export async function reportGap(
  world: World,
  { runs, from, to }: Extract<MonthAction, { do: 'report_gap' }>,
): Promise<void> {
  let connectionId = connections.get(world)
  if (!connectionId) {
    const link = { baseUrl: 'https://n8n.plant.example', credential: 'a-key-of-the-file', everyS: 3600 }
    const given = createConnection.input.parse({ clientId: world.clientId, name: 'n8n', ...link, isAllWatched: false })
    connectionId = (await createConnection(world.ada, given)).connectionId
    connections.set(world, connectionId)
  }
  await reportHole(systemCaller(world.tenantId), { connectionId, runs, fromAt: from, toAt: to })
}
