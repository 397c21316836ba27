import type { ExecutionEvent } from '@/domain/execution/merge'
import { countedKey, freshRuns, judgeWorkflow } from '@/services/evaluation/evaluate-judge'
import type { Verdict } from '@/services/evaluation/evaluate-verdict'
import { lookAtExpectation, type Tools, type WatchedExpectation } from '@/services/evaluation/evaluate-watch'
import { incidentLedger } from '@/services/incident/ledger'
import { type Dice, dice, type OutboxRow, ruleFor, type Sent, World } from './world'

const MINUTE = 60_000

/** Faults planted on purpose, to prove that the invariants see them. */
export type Bug =
  | 'no-lock'
  | 'no-lock-nor-version'
  | 'done-before-commit'
  | 'stamped-with-the-tick'
  | 'mail-without-key'

/** What a worker holds between its reading and its commit: the other one may commit meanwhile. */
interface Work {
  row: OutboxRow | null
  verdict: Verdict
}

interface Worker {
  work: Work | null
}

/** A seeded story: senders, two workers and the clock, until `steps` have passed; then everything is drained. */
export class Simulation {
  readonly world: World
  readonly random: Dice
  readonly sent: Sent[] = []
  private network: Sent[] = []
  private openRuns: { executionId: string; at: number }[] = []
  private readonly workers: Worker[] = [{ work: null }, { work: null }]

  constructor(
    seed: number,
    private readonly bug: Bug | null,
  ) {
    this.random = dice(seed)
    const { rule, start } = ruleFor(this.random)
    this.world = new World(rule, start)
  }

  play(steps: number): void {
    for (let step = 0; step < steps; step++) this.step()
    this.drain()
  }

  private step(): void {
    const { random } = this
    const roll = random.roll()
    if (roll < 0.2) this.pass()
    else if (roll < 0.4) this.send()
    else if (roll < 0.6) this.deliver()
    else this.labour(random.pick(this.workers))
  }

  /** Mostly minutes; now and then hours, and once in a while the clock is put back a little. */
  private pass(): void {
    const { random, world } = this
    if (random.isLucky(0.02)) world.now -= random.below(3_000)
    else if (random.isLucky(0.03)) world.now += random.below(6 * 60) * MINUTE
    else world.now += random.below(9 * MINUTE)
  }

  private event(executionId: string, status: ExecutionEvent['status'], occurredAt: number, isManual: boolean): void {
    const measures = status === 'succeeded' ? { rows: this.random.below(4) } : null
    const none = { durationMs: null, errorStep: null, version: null, definitionHash: null }
    const own = { key: this.world.id('k'), status, occurredAt, isStart: status === 'running', measures, isManual }
    const errorClass = status === 'failed' ? 'Timeout' : null
    const sent: Sent = { executionId, event: { ...none, ...own, errorClass } }
    this.sent.push(sent)
    this.network.push(sent)
    // No answer was heard: the sender tells it again.
    if (this.random.isLucky(0.15)) this.network.push(sent)
  }

  /** Runs begin, end well or badly, or are told only by their end; some by hand. */
  private send(): void {
    const { random, world } = this
    const isManual = random.isLucky(0.03)
    if (this.openRuns.length > 0 && random.isLucky(0.6)) {
      const [run] = this.openRuns.splice(random.below(this.openRuns.length), 1)
      if (run && random.isLucky(0.92)) this.event(run.executionId, this.outcome(), world.now, isManual)
      return
    }
    const executionId = world.id('x')
    if (random.isLucky(0.3)) {
      this.event(executionId, this.outcome(), world.now, isManual)
      return
    }
    this.openRuns.push({ executionId, at: world.now })
    this.event(executionId, 'running', world.now, isManual)
  }

  private outcome(): ExecutionEvent['status'] {
    return this.random.pick(['succeeded', 'succeeded', 'succeeded', 'failed', 'cancelled'] as const)
  }

  /** In any order. */
  private deliver(): void {
    const [arrived] = this.network.splice(this.random.below(this.network.length), 1)
    if (arrived) this.world.ingest(arrived)
  }

  /** Begins, ends, or loses its work: a crash before the commit leaves nothing, one after it leaves the row undone. */
  private labour(worker: Worker): void {
    const { random } = this
    if (!worker.work) {
      // Rows are held from the reading to the commit: the other worker waits its turn.
      const isHeld = this.bug?.startsWith('no-lock') !== true && this.workers.some(({ work }) => work)
      if (isHeld) return
      worker.work = this.begin()
      // Usually nobody comes between.
      if (worker.work && random.isLucky(0.7)) this.end(worker)
      return
    }
    if (random.isLucky(0.12)) {
      if (this.bug === 'done-before-commit' && worker.work.row) worker.work.row.isDone = true
      worker.work = null
    } else this.end(worker)
  }

  private begin(): Work | null {
    const { world, random } = this
    const isDue = world.state.nextCheckAt !== null && world.state.nextCheckAt.getTime() <= world.now
    if (isDue && random.isLucky(0.5)) return { row: null, verdict: this.tick() }
    if (random.isLucky(0.2)) world.outbox = world.outbox.filter(({ isDone }) => !isDone)
    const waiting = world.outbox.filter(({ isDone, notBefore }) => !isDone && notBefore <= world.now)
    const row = waiting[random.below(waiting.length)]
    if (!row) return isDue ? { row: null, verdict: this.tick() } : null
    if (row.topic === 'workflow.evaluate') return { row, verdict: this.evaluate(row) }
    this.mail(row)
    return null
  }

  private end(worker: Worker): void {
    const { work } = worker
    worker.work = null
    if (!work) return
    const isCommitted = this.world.commit(work.verdict, { isChecked: this.bug !== 'no-lock-nor-version' })
    if (!isCommitted || !work.row) return
    // The effect is committed; the note that the row is done may be lost.
    if (!this.random.isLucky(0.1)) work.row.isDone = true
  }

  private watched(): WatchedExpectation {
    const { expectationId: id, version, rule, state, alarm } = this.world
    return { id, version, rule, state, alarm, owed: null }
  }

  private tools(): Tools {
    const { world } = this
    return { ledger: incidentLedger(world.open()), now: new Date(world.now), heldUntil: () => null }
  }

  private tick(): Verdict {
    const tools = this.tools()
    const { change, transitions } = lookAtExpectation(this.world.workflow, this.watched(), [{ kind: 'tick' }], tools)
    const stamped =
      this.bug === 'stamped-with-the-tick'
        ? transitions.map((row) => ({ ...row, transition: { ...row.transition, at: tools.now } }))
        : transitions
    return { states: change ? [change] : [], transitions: stamped, incidents: tools.ledger.changed(), effects: [] }
  }

  private evaluate({ id, executionIds }: OutboxRow): Verdict {
    const { world } = this
    const tools = this.tools()
    const runs = executionIds.flatMap((executionId) => world.runOf(executionId) ?? [])
    const facts = {
      workflow: world.workflow,
      expectations: [this.watched()],
      runs: freshRuns(runs, tools.now),
      incidents: world.open(),
      counted: new Set(executionIds.map(countedKey).filter((key) => world.effects.has(key))),
      lastSuccessAt: world.lastSuccessAt === null ? null : new Date(world.lastSuccessAt),
    }
    const report = (error: unknown) => {
      throw error
    }
    return judgeWorkflow(facts, tools, { outboxId: id, report }).verdict
  }

  /** At the provider first, our own note afterwards: a crash between the two sends again, under the same key. */
  private mail(row: OutboxRow): void {
    const { world, random } = this
    const incident = world.incidents.get(row.incidentId)
    const isTold = row.topic === 'incident.resolved' || (incident && incident.state.status !== 'resolved')
    const key = this.bug === 'mail-without-key' ? world.id('m') : `${row.topic}/${row.incidentId}`
    if (isTold && !world.mails.has(key)) world.mails.set(key, 1)
    if (!random.isLucky(0.1)) row.isDone = true
  }

  /** Everything that was sent arrives, and everybody finishes. */
  private drain(): void {
    const { world } = this
    for (const worker of this.workers) worker.work = null
    for (const sent of this.network) world.ingest(sent)
    this.network = []
    for (let turn = 0; turn < 10_000; turn++) {
      if (world.outbox[0]?.isDone) world.outbox = world.outbox.filter(({ isDone }) => !isDone)
      const row = world.outbox.find(({ isDone }) => !isDone)
      if (row) {
        world.now = Math.max(world.now, row.notBefore)
        if (row.topic === 'workflow.evaluate') world.commit(this.evaluate(row), { isChecked: true })
        else this.mail(row)
        row.isDone = true
        continue
      }
      const check = world.state.nextCheckAt
      if (!check || check.getTime() > world.now) return
      world.commit(this.tick(), { isChecked: true })
    }
    throw new Error('it never comes to rest')
  }
}
