import { EXECUTION_STATUSES } from '@/domain/execution/merge'
import { page } from '@/trpc/server'
import { viewer } from '@/ui/i18n/server'
import { csvResponse, toCsv } from '../../../_lib/csv'
import { instantOf, oneOf } from '../../../_lib/href'

const LIMIT = 1_000

/** The runs of the page it was asked from, newest first. */
export async function GET(request: Request, { params }: { params: Promise<{ workflow: string }> }): Promise<Response> {
  const { workflow: workflowId } = await params
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const filter = {
    status: oneOf(EXECUTION_STATUSES, query.status),
    from: instantOf(query.from),
    to: instantOf(query.to),
  }
  const [{ runs }, { m }] = await Promise.all([
    page((api) => api.run.list({ workflowId, ...filter, limit: LIMIT })),
    viewer(),
  ])
  const words = m.workflow.csv
  const rows = runs.map((run) => [
    run.endedAt ?? run.anchorAt,
    run.status,
    run.runKey,
    run.attempt,
    run.keys?.order ?? null,
    run.version,
    run.durationMs,
    run.errorStep,
    run.errorClass,
    run.id,
  ])
  const header = [
    words.time,
    words.state,
    words.run,
    words.attempt,
    words.order,
    words.version,
    words.duration,
    words.step,
    words.error,
    words.id,
  ]
  return csvResponse('runs', toCsv(header, rows))
}
