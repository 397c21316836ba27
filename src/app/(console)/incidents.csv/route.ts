import type { IncidentListLine } from '@/services/incident/list'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { scoreOf } from '../_components/rank-words'
import { csvResponse, toCsv } from '../_lib/csv'
import { filterOf } from '../incidents/_lib/filter'

const PAGES_MAX = 20

function cells(line: IncidentListLine, words: { kind: string; status: string }) {
  const { number, client, title, workflow, rank, impactNote, assigneeName, acknowledgedBy, openedAt, resolvedAt } = line
  const owner = assigneeName ?? acknowledgedBy ?? ''
  const what = [`INC-${number}`, client.name, title, workflow.name, workflow.tier, words.kind, words.status]
  return [...what, scoreOf(rank), impactNote ?? '', owner, openedAt, resolvedAt, line.zone]
}

/** The list's rows, with the filters of the page they were asked from; at most a thousand. */
export async function GET(request: Request): Promise<Response> {
  const filter = filterOf(Object.fromEntries(new URL(request.url).searchParams))
  const { m } = await viewer()
  const lines: IncidentListLine[] = []
  for (let at = 1; at <= PAGES_MAX; at++) {
    const list = await page((api) => api.incident.list({ ...filter, page: at }))
    lines.push(...list.rows)
    if (at >= list.pages) break
  }
  const rows = lines.map((line) => {
    return cells(line, { kind: m.incident.kindWords[line.kind], status: m.incident.statuses[line.status] })
  })
  return csvResponse('incidents', toCsv(Object.values(m.incidentWork.list.csvColumns), rows))
}
