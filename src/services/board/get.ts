import { z } from 'zod'
import { zSlug } from '@/domain/client/schema'
import { notFound } from '@/lib/errors'
import type { IncidentLine } from '@/services/health/facts'
import { groupByWorkflow, loadWorkflowRows, type WorkflowRow } from '@/services/health/rows'
import { type StripBucket, type StripWindow, scheduledSpans, stripTicks, stripWindow } from '@/services/strip/cells'
import { drawStrip, loadChanges, loadCounts } from '@/services/strip/load'
import type { QueryContext } from '../context'
import { query } from '../define'
import { type BoardClient, loadClients } from './clients'
import { groupsOf } from './groups'
import { type Headline, headlineOf } from './headline'

const PAST_HOURS = 24
const FUTURE_HOURS = 4

export interface BoardRow extends WorkflowRow {
  strip: StripBucket[]
}

/** The workflows of one plant, on its clock. */
export interface BoardGroup {
  client: BoardClient
  site: { name: string; city: string } | null
  zone: string
  ticks: { at: Date; label: string }[]
  /** when its rules ask for runs */
  scheduled: { from: Date; to: Date }[]
  rows: BoardRow[]
  /** rows left out by the filter "only abnormal" */
  calm: number
  unclaimed: number
}

export interface Board {
  headline: Headline
  window: StripWindow
  clients: BoardClient[]
  client: BoardClient | null
  incidents: IncidentLine[]
  groups: BoardGroup[]
}

const BoardFilter = z.strictObject({
  /** slug; null = every client */
  client: zSlug.nullish().transform((slug) => slug ?? null),
  onlyAbnormal: z.boolean().default(false),
})

async function loadStrips(
  ctx: QueryContext,
  window: StripWindow,
  rows: readonly WorkflowRow[],
  clientId: string | null,
) {
  const counts = groupByWorkflow(await loadCounts(ctx, window, { clientId }))
  const changes = groupByWorkflow(await loadChanges(ctx, window, { clientId }))
  return rows.map((row) => {
    const { buckets, slots } = drawStrip(window, {
      counts: counts.get(row.id) ?? [],
      changes: changes.get(row.id) ?? [],
      rules: row.rules,
    })
    return { ...row, strip: buckets, slots }
  })
}

/** Everything the board shows, in seven statements: who needs a person, then the rows that prove it. */
export const getBoard = query(
  { action: 'board.get', can: 'workflow.read', input: BoardFilter },
  async (ctx, input): Promise<Board> => {
    const clients = await loadClients(ctx)
    const client = clients.find(({ slug }) => slug === input.client) ?? null
    if (input.client && !client) throw notFound('client')
    const clientId = client?.id ?? null
    const window = stripWindow(ctx.now, PAST_HOURS, FUTURE_HOURS)
    const all = await loadWorkflowRows(ctx, { clientId })
    const rows = all.filter(({ lifecycle }) => lifecycle !== 'retired')
    const drawn = await loadStrips(ctx, window, rows, clientId)
    const incidents = all
      .flatMap((row) => row.incidents)
      .filter(({ isListed }) => isListed)
      .sort((a, b) => b.rank - a.rank || a.openedAt.getTime() - b.openedAt.getTime())
    const groups = groupsOf(client ? [client] : clients, drawn, input.onlyAbnormal).map(({ slots, ...group }) => ({
      ...group,
      ticks: stripTicks(window, group.zone),
      scheduled: scheduledSpans(window, slots),
    }))
    return { headline: headlineOf(incidents, rows), window, clients, client, incidents, groups }
  },
)
