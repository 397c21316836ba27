import { AppError } from '@/lib/errors'
import { type IngestItem, type IngestOutcome, identityOf, repeated } from './ingest-item'

export interface QueueLimits {
  /** events waiting or in flight before senders are told to come back later */
  maxEvents: number
  maxBytes: number
  /** per statement */
  batchEvents: number
  batchBytes: number
  inFlight: number
}

export type Commit = (items: readonly IngestItem[], receivedAt: number) => Promise<IngestOutcome[]>

/** Events a tenant may put into a batch before the next tenant's turn. */
const TURN_EVENTS = 50

/** One request: it is answered when all its events have an outcome. */
interface Job {
  items: readonly IngestItem[]
  outcomes: IngestOutcome[]
  next: number
  open: number
  isFailed: boolean
  resolve(outcomes: IngestOutcome[]): void
  reject(error: unknown): void
}

interface Ticket {
  item: IngestItem
  job: Job
  index: number
}

/** One event of a batch, and the same event sent again meanwhile. */
interface Entry extends Ticket {
  again: Ticket[]
}

/**
 * Group commit without a timer: at most `inFlight` statements run, and each takes what has come meanwhile. An idle queue adds
 * nothing to the latency of one insert; under load batches grow by themselves. Tenants take turns.
 */
export class IngestQueue {
  private readonly tenants = new Map<string, Job[]>()
  private running = 0
  private isPumping = false
  private idle: (() => void)[] = []
  events = 0
  bytes = 0

  constructor(
    private readonly commit: Commit,
    private readonly limits: QueueLimits,
    private readonly now: () => number,
  ) {}

  /** Resolves after the commit. @throws AppError LIMIT when too much is waiting, UNAVAILABLE from the commit */
  async add(items: readonly IngestItem[]): Promise<IngestOutcome[]> {
    const [first] = items
    if (!first) return []
    const bytes = items.reduce((sum, { normalised }) => sum + normalised.canonical.length, 0)
    if (this.events + items.length > this.limits.maxEvents || this.bytes + bytes > this.limits.maxBytes) {
      throw new AppError(
        'LIMIT',
        'Too many events are waiting to be stored. Send the same request again after the pause in Retry-After.',
      )
    }
    this.events += items.length
    this.bytes += bytes
    try {
      return await new Promise<IngestOutcome[]>((resolve, reject) => {
        const job: Job = {
          items,
          outcomes: new Array(items.length),
          next: 0,
          open: items.length,
          isFailed: false,
          resolve,
          reject,
        }
        const jobs = this.tenants.get(first.tenantId)
        if (jobs) jobs.push(job)
        else this.tenants.set(first.tenantId, [job])
        this.wake()
      })
    } finally {
      this.events -= items.length
      this.bytes -= bytes
      if (this.events === 0) for (const done of this.idle.splice(0)) done()
    }
  }

  /** Resolves when nothing waits or runs any more. */
  drained(): Promise<void> {
    return this.events === 0 ? Promise.resolve() : new Promise((resolve) => this.idle.push(resolve))
  }

  /** After the requests that are being read right now, so that they share a statement. */
  private wake(): void {
    if (this.isPumping) return
    this.isPumping = true
    setImmediate(() => {
      this.isPumping = false
      while (this.running < this.limits.inFlight && this.tenants.size > 0) void this.run(this.take())
    })
  }

  private async run(batch: Map<string, Entry>): Promise<void> {
    if (batch.size === 0) return
    this.running++
    const entries = [...batch.values()]
    try {
      const outcomes = await this.commit(
        entries.map(({ item }) => item),
        this.now(),
      )
      for (const [at, entry] of entries.entries()) settle(entry, outcomes[at])
    } catch (error) {
      for (const { job, again } of entries)
        for (const each of [job, ...again.map((ticket) => ticket.job)]) fail(each, error)
    } finally {
      this.running--
      this.wake()
    }
  }

  /** The next batch, tenants in turn. The Map's order is the ring: whoever had a turn goes to the end. */
  private take(): Map<string, Entry> {
    const batch = new Map<string, Entry>()
    let room = this.limits.batchBytes
    while (this.tenants.size > 0 && batch.size < this.limits.batchEvents && room > 0) {
      const [turn] = this.tenants
      if (!turn) break
      const [tenantId, jobs] = turn
      this.tenants.delete(tenantId)
      const quota = Math.min(TURN_EVENTS, this.limits.batchEvents - batch.size)
      for (let taken = 0; taken < quota && room > 0 && jobs[0]; ) {
        const ticket = nextOf(jobs)
        if (!ticket) continue
        taken++
        room -= ticket.item.normalised.canonical.length
        place(batch, ticket)
      }
      if (jobs.length > 0) this.tenants.set(tenantId, jobs)
    }
    return batch
  }
}

function nextOf(jobs: Job[]): Ticket | null {
  const [job] = jobs
  if (!job) return null
  const index = job.next++
  const item = job.isFailed ? undefined : job.items[index]
  if (!item || index + 1 === job.items.length) jobs.shift()
  return item ? { item, job, index } : null
}

/** One statement never holds a key twice: the second copy waits for the outcome of the first. */
function place(batch: Map<string, Entry>, ticket: Ticket): void {
  const identity = identityOf(ticket.item)
  const first = batch.get(identity)
  if (first) first.again.push(ticket)
  else batch.set(identity, { ...ticket, again: [] })
}

function settle({ again, ...first }: Entry, outcome: IngestOutcome | undefined): void {
  const found = outcome ?? { kind: 'rejected', reason: 'event: has no outcome' }
  finish(first, found)
  for (const ticket of again) finish(ticket, found.kind === 'rejected' ? found : repeated(ticket.item, found.stored))
}

function finish({ job, index }: Ticket, outcome: IngestOutcome): void {
  job.outcomes[index] = outcome
  if (--job.open === 0) job.resolve(job.outcomes)
}

function fail(job: Job, error: unknown): void {
  job.isFailed = true
  job.reject(error)
}
