import { dayStart, localDay } from '@/domain/calendar/day'
import type { MonthFile } from '@/domain/month/schema'
import { type Delivery, deliveriesOf, freezeAtOf, spanOf } from '@/domain/month/timeline'
import { freezeMonth } from '@/services/month/freeze'
import { stepsOf } from './actions'
import { type Answers, openEventsDoor } from './door'
import type { Step } from './step'
import type { VirtualClock } from './virtual-clock'
import { waiting, workAt, workRoutine } from './work'
import { makeWorld, type World } from './world'

/** What remains when a month was played: it is frozen in the database. */
export interface Played {
  world: World
  answers: Answers
  deliveries: readonly Delivery[]
}

const DAY_MS = 86_400_000
const ROUTINE_AFTER_MS = 5 * 60_000

/** Some minutes into each local day the worker's periodic tasks are done once; between, only what has a time of its own. */
function routinesOf(file: MonthFile, until: Date): Date[] {
  const { zone } = file.site
  const first = spanOf(file).from.getTime()
  const times: Date[] = []
  for (let at = first; at <= until.getTime(); at += DAY_MS) {
    const start = dayStart(zone, localDay(zone, new Date(at + DAY_MS / 2)))
    times.push(new Date(start.getTime() + ROUTINE_AFTER_MS))
  }
  return times
}

/** Hands out what is due, in order. */
class Queue<T> {
  private at = 0
  constructor(
    private readonly items: readonly T[],
    private readonly timeOf: (item: T) => Date,
  ) {}

  next(): Date | null {
    const item = this.items[this.at]
    return item === undefined ? null : this.timeOf(item)
  }

  /** What is due up to a moment, left where it is; or the next one alone. */
  until(bound: Date): T[] {
    const found: T[] = []
    for (let i = this.at; i < this.items.length; i++) {
      const item = this.items[i] as T
      if (this.timeOf(item) > bound) break
      found.push(item)
    }
    return found
  }

  take(now: Date): T[] {
    const first = this.at
    for (let item = this.items[this.at]; item !== undefined && this.timeOf(item) <= now; item = this.items[this.at])
      this.at++
    return this.items.slice(first, this.at)
  }
}

const earliest = (times: readonly (Date | null)[]) =>
  times.reduce<Date | null>((first, time) => (time && (!first || time < first) ? time : first), null)

/** Events are handed in together over at most this long, when nobody acts meanwhile. */
const TOGETHER_MS = 15 * 60_000
/** The worker looks at timers this long after they fire: what they bring is stamped with its computed moment, not with the look. */
const LOOK_AFTER_MS = 5 * 60_000

/**
 * The moment at which the next events are handed in. Nobody acts in between, so nothing but the minute of receipt depends on
 * it; where that matters (an event from the future) none waits for another.
 */
function together(events: Queue<Delivery>, bound: Date): Date {
  const waitingOnes = events.until(bound)
  const first = waitingOnes[0]
  if (!first) return bound
  const last = new Date(first.receivedAt.getTime() + TOGETHER_MS)
  let at = bound < last ? bound : first.receivedAt
  for (const { receivedAt, body } of waitingOnes) {
    if (Date.parse(String(body.time)) > receivedAt.getTime()) return receivedAt
    if (receivedAt > last) break
    if (receivedAt > at) at = receivedAt
  }
  return at
}

/**
 * Plays a month: at every moment at which something happens, first the events of that moment come in through the public door,
 * then the worker does what is due, then people act. Ends with the freeze.
 */
export async function playMonth(file: MonthFile, clock: VirtualClock, say: (text: string) => void): Promise<Played> {
  const world = await makeWorld(file)
  const deliveries = deliveriesOf(file)
  const steps = stepsOf(file, world)
  const frozenByStep = file.actions.find((action) => action.do === 'freeze')?.at
  const freezeAt = frozenByStep ?? freezeAtOf(file)
  const door = await openEventsDoor()
  const events = new Queue(deliveries, ({ receivedAt }) => receivedAt)
  const acts = new Queue<Step>(steps, ({ at }) => at)
  const routines = new Queue(routinesOf(file, freezeAt), (at) => at)
  try {
    for (let day = ''; ; ) {
      const { timerAt, effectAt } = await waiting()
      const fires = earliest([timerAt, effectAt])
      const look = fires && new Date(Math.max(fires.getTime(), clock.now()) + LOOK_AFTER_MS)
      const bound = earliest([acts.next(), routines.next(), look, freezeAt]) ?? freezeAt
      const next = earliest([events.next() && together(events, bound), bound]) ?? freezeAt
      if (next > freezeAt) break
      await clock.moveTo(next)
      const now = new Date(clock.now())
      const due = events.take(now)
      if (due.length > 0)
        await door.send(
          world.apiKey,
          due.map(({ body }) => body),
        )
      await workAt(now)
      for (const act of acts.take(now)) {
        await act.run()
        await workAt(now)
      }
      if (routines.take(now).length > 0) await workRoutine()
      const today = now.toISOString().slice(0, 10)
      if (today !== day) say(today)
      day = today
      if (now >= freezeAt) break
    }
    // Ledgers first move what promises rest on, then promises are counted.
    for (let round = 0; round < 2; round++) await workRoutine()
    const reason = freezeAt < freezeAtOf({ ...file, freezeAt: undefined }) ? 'As the month file says' : null
    await freezeMonth(world.ada, { clientId: world.clientId, month: file.month, reason })
    await workAt(new Date(clock.now()))
  } finally {
    await door.stop()
  }
  return { world, answers: door.answers, deliveries }
}
