/** One n8n in memory, in the shapes the public API really answers with (measured on 2.4.8; see standards.md §1.4). */
export interface FakeNode {
  id: string
  name: string
  type: string
  typeVersion: number
  position: [number, number]
  parameters: Record<string, unknown>
  credentials?: Record<string, { id: string; name: string }>
  retryOnFail?: boolean
  maxTries?: number
}

export interface FakeWorkflow {
  id: string
  name: string
  active: boolean
  isArchived: boolean
  createdAt: string
  updatedAt: string
  versionId: string
  activeVersionId: string | null
  triggerCount: number
  settings: Record<string, unknown>
  staticData: null
  meta: null
  pinData: Record<string, unknown>
  tags: { id: string; name: string }[]
  nodes: FakeNode[]
  connections: Record<string, Record<string, { node: string; type: string; index: number }[][]>>
}

export type FakeStatus = 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled' | 'unknown'

export interface FakeExecution {
  id: string
  finished: boolean
  mode: string
  retryOf: string | null
  retrySuccessId: string | null
  status: FakeStatus
  startedAt: string | null
  stoppedAt: string | null
  workflowId: string
  waitTill: string | null
  /** newest releases only */
  workflowVersionId?: string
  error?: { message: string; name: string; step: string; type: string }
}

/** How this n8n misbehaves; every field may be changed while it runs. */
export interface FakeMoods {
  /** releases before 2.x leave waiting and running out of the plain list */
  hidesOpenRuns: boolean
  /** newest releases name the version that ran */
  saysVersion: boolean
  /** requests until a 429, and what it asks for; null: never */
  requestsUntil429: number | null
  retryAfter: string
  /** requests until the process is gone for `downFor` requests */
  requestsUntilRestart: number | null
  downFor: number
  /** a page comes back in another order, with a row of the page before */
  shufflesPages: boolean
  /** no retry door (releases before it existed) */
  hasRetry: boolean
  /** the answer to a retry is lost after the work was done */
  losesRetryAnswer: boolean
}

export class FakeN8n {
  readonly workflows = new Map<string, FakeWorkflow>()
  executions: FakeExecution[] = []
  apiKey = 'n8n_api_fake'
  requests = 0
  down = 0
  retriesAsked = 0
  /** the demo's beat has been played until then */
  playedUntil = 0
  private nextId = 1
  moods: FakeMoods = {
    hidesOpenRuns: false,
    saysVersion: true,
    requestsUntil429: null,
    retryAfter: '1',
    requestsUntilRestart: null,
    downFor: 1,
    shufflesPages: false,
    hasRetry: true,
    losesRetryAnswer: false,
  }

  constructor(readonly clock: () => Date = () => new Date()) {}

  /** A workflow as saved in the editor and published. */
  save(given: Pick<FakeWorkflow, 'id' | 'name' | 'nodes'> & Partial<FakeWorkflow>): FakeWorkflow {
    const now = this.clock().toISOString()
    const known = this.workflows.get(given.id)
    const versionId = `v-${given.id}-${this.requests}-${Math.random().toString(36).slice(2, 8)}`
    const saved: FakeWorkflow = {
      ...{ active: true, isArchived: false, createdAt: now, triggerCount: 1, settings: { executionOrder: 'v1' } },
      ...{ staticData: null, meta: null, pinData: {}, tags: [], connections: {} },
      ...known,
      ...given,
      ...{ updatedAt: now, versionId, activeVersionId: versionId },
    }
    this.workflows.set(saved.id, saved)
    return saved
  }

  /** A run of a workflow that exists; ends at once unless it is open. */
  run(workflowId: string, status: FakeStatus = 'success', fields: Partial<FakeExecution> = {}): FakeExecution {
    const isOpen = status === 'running' || status === 'waiting' || status === 'new'
    const now = this.clock()
    const execution: FakeExecution = {
      ...{
        id: String(this.nextId++),
        finished: status === 'success',
        mode: 'trigger',
        retryOf: null,
        retrySuccessId: null,
        status,
      },
      startedAt: status === 'new' ? null : now.toISOString(),
      stoppedAt: isOpen ? null : new Date(now.getTime() + 1500).toISOString(),
      ...{ workflowId, waitTill: status === 'waiting' ? new Date(now.getTime() + 60_000).toISOString() : null },
      ...(this.moods.saysVersion && {
        workflowVersionId: this.workflows.get(workflowId)?.activeVersionId ?? undefined,
      }),
      ...(status === 'error' && {
        error: {
          message: 'connect ECONNREFUSED 10.1.4.20:8443',
          name: 'NodeApiError',
          step: this.workflows.get(workflowId)?.nodes.at(-1)?.name ?? 'unknown',
          type: 'n8n-nodes-base.httpRequest',
        },
      }),
      ...fields,
    }
    this.executions.push(execution)
    return execution
  }

  end(id: string, status: FakeStatus, stoppedAt = this.clock()): void {
    const execution = this.executions.find((each) => each.id === id)
    if (!execution) throw new Error(`no execution ${id}`)
    Object.assign(execution, {
      status,
      finished: status === 'success',
      stoppedAt: stoppedAt.toISOString(),
      waitTill: null,
    })
    execution.startedAt ??= stoppedAt.toISOString()
  }

  /** What pruning leaves: the newest `keep`, as EXECUTIONS_DATA_PRUNE_MAX_COUNT does. Open runs are never pruned. */
  prune(keep: number): void {
    const cut = this.executions.length - keep
    this.executions = this.executions.filter((each, index) => index >= cut || each.stoppedAt === null)
  }

  remove(id: string): void {
    this.executions = this.executions.filter((each) => each.id !== id)
  }

  /** Ids are burnt by runs that are not saved. */
  skipIds(count: number): void {
    this.nextId += count
  }

  /** A database put back to an older state: the ids start again from here. */
  restoreTo(lastId: number): void {
    this.executions = this.executions.filter((each) => Number(each.id) <= lastId)
    this.nextId = lastId + 1
  }

  /** What a restart of the process keeps. */
  dump() {
    const { executions, nextId, playedUntil } = this
    return { executions, nextId, playedUntil, workflows: [...this.workflows.values()] }
  }

  restore({ executions, nextId, playedUntil, workflows }: ReturnType<FakeN8n['dump']>): void {
    Object.assign(this, { executions, nextId, playedUntil })
    for (const workflow of workflows) this.workflows.set(workflow.id, workflow)
  }
}
