import type { BoardRow } from '@/services/board/get'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { csvResponse, toCsv } from '../_lib/csv'

function cells(row: BoardRow, state: string) {
  const { client, site, process, fromSystem, toSystem, health, success, nextDueAt } = row
  const rate = success.ppm === null ? null : Math.floor(success.ppm / 100) / 100
  return [
    client.name,
    site?.name ?? '',
    process?.name ?? '',
    row.name,
    row.key,
    fromSystem?.name ?? '',
    toSystem?.name ?? '',
    state,
    health.since,
    success.succeeded,
    success.failed,
    success.cancelled,
    rate,
    nextDueAt,
    row.zone,
  ]
}

/** The board's rows, with the filters of the page they were asked from. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const filter = { client: searchParams.get('client') || null, onlyAbnormal: searchParams.get('abnormal') === '1' }
  const [board, { m }] = await Promise.all([page((api) => api.board.get(filter)), viewer()])
  const rows = board.groups.flatMap((group) => group.rows.map((row) => cells(row, m.board.health[row.health.word])))
  return csvResponse('board', toCsv(Object.values(m.board.csv), rows))
}
