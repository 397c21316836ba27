import type { RunStatus, SourceRun } from '@/domain/connection/source'
import type { Connector, Read } from '@/services/connection/port'
import { ask } from './api'
import { type Execution, ExecutionPage, FailedExecution, Execution as OneExecution, Retried } from './schema'

const PAGE = 250
const MAX_WORDS = 2000
const MAX_NAME = 200

const STATUS: Readonly<Record<string, RunStatus>> = {
  new: 'queued',
  running: 'running',
  waiting: 'waiting',
  success: 'succeeded',
  error: 'failed',
  crashed: 'failed',
  canceled: 'cancelled',
}

/** Old releases say `finished` only; an unknown word with an end is a failure nobody has described. */
function statusOf({ status, finished, stoppedAt }: Execution): RunStatus {
  const known = status === undefined ? undefined : STATUS[status]
  if (known) return known
  if (status === undefined && finished) return 'succeeded'
  return stoppedAt ? 'failed' : 'unknown'
}

/** n8n's word for a run in ours. */
function runOf(execution: Execution): SourceRun {
  const status = statusOf(execution)
  return {
    id: execution.id,
    workflowRef: execution.workflowId,
    status,
    mode: execution.mode,
    startedAt: execution.startedAt ?? null,
    endedAt: execution.stoppedAt ?? null,
    retryOf: execution.retryOf ?? null,
    versionRef: execution.workflowVersionId ?? null,
    failure: status === 'failed' ? (execution.status ?? 'unknown') : null,
  }
}

function mapped<A, B>(read: Read<A>, change: (value: A) => B): Read<B> {
  return read.ok ? { ok: true, value: change(read.value) } : read
}

export const listRuns: Connector['listRuns'] = async (link, { cursor, status }) => {
  const query = new URLSearchParams({ limit: String(PAGE), includeData: 'false' })
  if (cursor) query.set('cursor', cursor)
  if (status) query.set('status', status)
  const read = await ask(link, `/executions?${query}`, ExecutionPage)
  // releases without a status filter for open runs answer 400: then there is nothing to add
  if (!read.ok && status && read.problem.kind === 'unreadable') return { ok: true, value: { runs: [], next: null } }
  return mapped(read, ({ data, nextCursor }) => ({ runs: data.map(runOf), next: nextCursor ?? null }))
}

export const readRun: Connector['readRun'] = async (link, id) =>
  mapped(await ask(link, `/executions/${id}?includeData=false`, OneExecution), runOf)

const clipped = (text: string | null | undefined, max: number) => (text ? text.slice(0, max) : null)

/** The payload comes with it; it is bounded, read for three words and let go. */
export const readFailure: Connector['readFailure'] = async (link, id) =>
  mapped(await ask(link, `/executions/${id}?includeData=true`, FailedExecution), ({ data }) => {
    const result = data?.resultData
    return {
      step: clipped(result?.error?.node?.name ?? result?.lastNodeExecuted, MAX_NAME),
      class: clipped(result?.error?.name, MAX_NAME),
      message: clipped(result?.error?.message, MAX_WORDS),
    }
  })

export const retryRun: Connector['retryRun'] = async (link, id, withCurrent) =>
  mapped(
    await ask(link, `/executions/${id}/retry`, Retried, {
      method: 'POST',
      body: JSON.stringify({ loadWorkflow: withCurrent }),
    }),
    ({ id: newId }) => ({ newId: newId ?? null }),
  )
