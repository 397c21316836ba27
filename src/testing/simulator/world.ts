import { type ExecutionEvent, type ExecutionState, merge } from '@/domain/execution/merge'
import type { AlarmState } from '@/domain/expectation/alarm'
import type { Expectation } from '@/domain/expectation/schema'
import { PLAIN } from '@/domain/expectation/spec'
import { type ExpectationState, type ExpectationTransition, initialState } from '@/domain/expectation/state'
import type { IncidentState } from '@/domain/incident/transition'
import type { Verdict } from '@/services/evaluation/evaluate-verdict'
import type { WatchedRun, WatchedWorkflow } from '@/services/evaluation/evaluate-watch'
import type { OpenIncident } from '@/services/incident/ledger'

/** Seeded randomness (mulberry32): the same seed tells the same story on every machine. */
export function dice(seed: number) {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    roll,
    below: (n: number) => Math.floor(roll() * n),
    isLucky: (chance: number) => roll() < chance,
    pick: <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T,
  }
}
export type Dice = ReturnType<typeof dice>

export interface StoredIncident extends OpenIncident {
  kind: string
  quietS: number
}

export interface OutboxRow {
  id: string
  topic: 'workflow.evaluate' | 'incident.opened' | 'incident.resolved'
  executionIds: readonly string[]
  incidentId: string
  notBefore: number
  isDone: boolean
}

/** An event on its way, told again by a sender that heard no answer. */
export interface Sent {
  executionId: string
  event: ExecutionEvent
}

/** What is committed. Workers work on copies and commit by compare-and-set, as the statements do. */
export class World {
  now: number
  readonly workflow: WatchedWorkflow
  readonly expectationId = 'e1'
  version = 1
  state: ExpectationState
  alarm: AlarmState = {}
  readonly transitions: { transition: ExpectationTransition; recordedAt: number }[] = []
  readonly incidents = new Map<string, StoredIncident>()
  readonly effects = new Map<string, string>()
  outbox: OutboxRow[] = []
  readonly runs = new Map<string, ExecutionState>()
  readonly keys = new Set<string>()
  lastSuccessAt: number | null = null
  /** at the provider: key → how often it was really sent */
  readonly mails = new Map<string, number>()
  private serial = 0

  constructor(
    readonly rule: Expectation,
    start: number,
  ) {
    this.now = start
    this.workflow = {
      ...{ id: 'w1', clientId: 'c1', siteId: null, name: 'Order release', tier: 1 },
      ...{ lifecycle: 'live', impactNote: null, locale: 'en' },
    }
    this.state = initialState(rule)
  }

  id(stem: string): string {
    this.serial++
    return `${stem}${this.serial}`
  }

  /** The door: the event's key once, the run merged, and the look asked for, in one commit. */
  ingest({ executionId, event }: Sent): void {
    if (this.keys.has(event.key)) return
    this.keys.add(event.key)
    const run = merge(this.runs.get(executionId) ?? null, event)
    this.runs.set(executionId, run)
    if (run.status === 'succeeded' && !run.isManual)
      this.lastSuccessAt = Math.max(this.lastSuccessAt ?? 0, run.statusAt)
    this.ask([executionId])
  }

  ask(executionIds: readonly string[], notBefore = this.now): void {
    const row = { id: this.id('o'), topic: 'workflow.evaluate' as const, executionIds, incidentId: '', notBefore }
    this.outbox.push({ ...row, isDone: false })
  }

  runOf(executionId: string): WatchedRun | null {
    const run = this.runs.get(executionId)
    if (!run) return null
    const { status, statusAt, statusKey, startedAt, errorClass, errorStep, isManual, measures, durationMs } = run
    return {
      ...{ executionId, status, eventKey: statusKey, errorClass, errorStep, isManual, durationMs },
      at: new Date(statusAt),
      startedAt: startedAt === null ? null : new Date(startedAt),
      measures: measures && { ...measures },
    }
  }

  open(): StoredIncident[] {
    return [...this.incidents.values()].filter(({ state }) => state.status !== 'resolved')
  }

  /** `APPLY`: everything, or nothing when somebody was faster. */
  commit({ states, transitions, incidents, effects }: Verdict, { isChecked }: { isChecked: boolean }): boolean {
    const known = incidents.filter(({ first }) => first === null)
    const isStale =
      states.some(({ version }) => version !== this.version) ||
      known.some(({ id, version }) => this.incidents.get(id)?.version !== version)
    if (isStale && isChecked) return false
    for (const { state, alarm } of states) {
      this.state = state
      this.alarm = alarm
      this.version++
    }
    for (const { transition } of transitions) this.transitions.push({ transition, recordedAt: this.now })
    for (const entry of incidents) this.store(entry)
    for (const { key, incidentId } of effects) if (!this.effects.has(key)) this.effects.set(key, incidentId)
    return true
  }

  private store({ id, causeKey, version, state, first }: Verdict['incidents'][number]): void {
    const kept = this.incidents.get(id)
    const twin = first && this.open().find((each) => each.causeKey === causeKey)
    if (twin) {
      // ON CONFLICT (cause) WHERE unresolved: counted, never a second one.
      const more: IncidentState = { ...twin.state, occurrences: twin.state.occurrences + state.occurrences }
      this.incidents.set(twin.id, { ...twin, version: twin.version + 1, state: more })
      return
    }
    const kind = first?.kind ?? kept?.kind ?? ''
    const quietS = first?.quietS ?? kept?.quietS ?? 0
    this.incidents.set(id, { id, causeKey, version: version + 1, state, kind, quietS })
    const told = { executionIds: [], incidentId: id, isDone: false }
    if (first) {
      const notBefore = this.now + first.quietS * 1000
      this.outbox.push({ ...told, id: this.id('o'), topic: 'incident.opened', notBefore })
      if (first.kind === 'failed' && state.status !== 'resolved') this.ask([], this.now + 5_000)
    }
    if (state.status === 'resolved')
      this.outbox.push({ ...told, id: this.id('o'), topic: 'incident.resolved', notBefore: this.now })
  }
}

const MINUTE = 60_000
const START = Date.UTC(2026, 9, 24, 12)

/** One of many rules: short and long rhythms, start clocks, hold-down, k of n, chattering; around the end of summer time. */
export function ruleFor(random: Dice): { rule: Expectation; start: number } {
  const start = START + random.below(40) * 60 * MINUTE
  const kinds = random.pick([
    { kind: 'cron' as const, cron: '*/15 * * * *', intervalS: null },
    { kind: 'cron' as const, cron: '5,35 6-21 * * 1-5', intervalS: null },
    { kind: 'interval' as const, cron: null, intervalS: 1_800 },
    { kind: 'interval' as const, cron: null, intervalS: 420 },
  ])
  const alarm = {
    holdS: random.pick([0, 0, 0, 300]),
    badOf: random.pick([null, null, { bad: 2, of: 4 }]),
    flap: random.pick([null, null, { changes: 4, windowS: 7_200 }]),
    quietS: random.pick([0, 0, 120]),
  }
  const assertions = random.pick([[], [], [{ fact: 'rows', op: 'gt' as const, value: 0, to: null }]])
  const rule: Expectation = {
    ...kinds,
    zone: 'Europe/Berlin',
    graceS: random.pick([120, 600, 1_200]),
    maxDurationS: random.pick([null, 300, 1_800]),
    createdAt: new Date(start),
    spec: { ...PLAIN, startS: random.pick([null, null, 180]), assertions, alarm },
    plant: null,
  }
  return { rule, start }
}
