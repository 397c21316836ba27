import { mergeAll } from '@/domain/execution/merge'
import { nextClockChange } from '@/domain/expectation/clock'
import { deadlineOf } from '@/domain/expectation/schedule'
import type { Bug } from './run'
import { Simulation } from './run'

type Broken = string

/** Numbered without a gap, joined end to end, never back in time, never before it could be known. */
function chain({ world }: Simulation): Broken[] {
  const broken: Broken[] = []
  world.transitions.forEach(({ transition, recordedAt }, index) => {
    const before = world.transitions[index - 1]?.transition
    if (transition.seq !== index + 1) broken.push(`transition ${index + 1} has the number ${transition.seq}`)
    if (transition.from !== (before?.to ?? 'new')) broken.push(`transition ${index + 1} does not join the one before`)
    if (before && transition.at < before.at) broken.push(`transition ${index + 1} goes back in time`)
    // A clock that was put back three seconds may record what it had already seen.
    if (transition.at.getTime() > recordedAt + 3_000)
      broken.push(`transition ${index + 1} is stamped ahead of its time`)
  })
  if (world.state.seq !== world.transitions.length) broken.push('the state has another number than its last transition')
  return broken
}

/** A miss bears the moment of its deadline, whenever it was noticed (or the moment of the change before, if that is later). */
function stamps({ world }: Simulation): Broken[] {
  return world.transitions.flatMap(({ transition: { at, cause, seq } }, index) => {
    if (cause.reason !== 'missed' || cause.executionId || !cause.dueAt) return []
    const deadline = deadlineOf(world.rule, new Date(cause.dueAt))
    const before = world.transitions[index - 1]?.transition.at ?? world.rule.createdAt
    const wanted = Math.max(deadline.getTime(), before.getTime())
    return at.getTime() === wanted ? [] : [`transition ${seq} is not stamped with its deadline`]
  })
}

/** At most one unresolved incident per cause; none opened by nothing. */
function incidents({ world }: Simulation): Broken[] {
  const causes = world.open().map(({ causeKey }) => causeKey)
  const twice = causes.filter((cause, index) => causes.indexOf(cause) !== index)
  const downs = new Set(
    world.transitions
      .filter(({ transition }) => transition.to === 'down')
      .map(({ transition }) => transition.at.getTime()),
  )
  const phantoms = [...world.incidents.values()].filter(
    ({ kind, state }) => (kind === 'missed' || kind === 'overrun') && !downs.has(state.openedAt.getTime()),
  )
  return [
    ...twice.map((cause) => `two open incidents of ${cause}`),
    ...phantoms.map(({ id }) => `${id} was opened by nothing`),
  ]
}

/** Without hold-down, k of n or a flap rule each fall is one occurrence: exactly once, whatever crashed. */
function counted({ world }: Simulation): Broken[] {
  const { holdS, badOf, flap } = world.rule.spec.alarm
  const sum = (kinds: string[]) =>
    [...world.incidents.values()]
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((n, { state }) => n + state.occurrences, 0)
  const broken: Broken[] = []
  const falls = world.transitions.filter(({ transition }) => transition.to === 'down').length
  if (holdS === 0 && !badOf && !flap && sum(['missed', 'overrun']) !== falls)
    broken.push(`${falls} falls, ${sum(['missed', 'overrun'])} occurrences`)
  if (sum(['failed']) !== world.effects.size)
    broken.push(`${world.effects.size} failures counted, ${sum(['failed'])} occurrences`)
  const failed = [...world.runs].filter(([, run]) => run.status === 'failed' && !run.isManual)
  const fresh = failed.filter(([, run]) => world.now - run.statusAt < 6 * 24 * 3_600_000)
  const unheard = badOf ? [] : fresh.filter(([id]) => !world.effects.has(`run-failed/${id}`))
  return [...broken, ...unheard.map(([id]) => `the failure of ${id} was never counted`)]
}

/** Each event once, each run as if its events had come in order. */
function merged({ world, sent }: Simulation): Broken[] {
  const byRun = new Map<string, Map<string, (typeof sent)[number]['event']>>()
  for (const { executionId, event } of sent) {
    const own = byRun.get(executionId) ?? new Map()
    byRun.set(executionId, own.set(event.key, event))
  }
  return [...byRun].flatMap(([id, events]) =>
    JSON.stringify(mergeAll([...events.values()])) === JSON.stringify(world.runs.get(id))
      ? []
      : [`run ${id} is not its events`],
  )
}

/** Nothing that time brought is left unnoticed, nothing asked for is left undone. */
function rest({ world }: Simulation): Broken[] {
  const change = nextClockChange(world.rule, world.state)
  const late = change && change.at.getTime() <= world.now ? ['a change has come that nobody noticed'] : []
  const unarmed =
    change && (!world.state.nextCheckAt || world.state.nextCheckAt > change.at) ? ['no timer for the next change'] : []
  const undone = world.outbox.some(({ isDone }) => !isDone) ? ['the outbox is not empty'] : []
  return [...late, ...unarmed, ...undone]
}

/** One mail per incident and end, never two; an open incident has been told of. */
function mails({ world }: Simulation): Broken[] {
  const told = [...world.mails.keys()]
  const strange = told.filter(
    (key) => !/^incident\.(opened|resolved)\/.+/.test(key) || !world.incidents.has(key.split('/')[1] ?? ''),
  )
  const silent = world.open().filter(({ id }) => !world.mails.has(`incident.opened/${id}`))
  return [
    ...strange.map((key) => `a mail beside the keys: ${key}`),
    ...silent.map(({ id }) => `${id} is open and nobody was told`),
  ]
}

const INVARIANTS = [chain, stamps, incidents, counted, merged, rest, mails]

export interface Failure {
  seed: number
  broken: string[]
}

/** Plays seeds; answers with the first whose story breaks an invariant, or null. The seed tells the whole story again. */
export function findFailure(
  { from, count, steps }: { from: number; count: number; steps: number },
  bug: Bug | null = null,
): Failure | null {
  for (let seed = from; seed < from + count; seed++) {
    const simulation = new Simulation(seed, bug)
    let broken: string[]
    try {
      simulation.play(steps)
      broken = INVARIANTS.flatMap((holds) => holds(simulation))
    } catch (error) {
      broken = [error instanceof Error ? error.message : String(error)]
    }
    if (broken.length > 0) return { seed, broken }
  }
  return null
}
