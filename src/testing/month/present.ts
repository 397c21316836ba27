import type { MonthFigures } from '@/domain/month/figures'
import { rowsOf } from '../sender'
import type { Played } from './play'

const FIVE_MINUTES_MS = 300_000

type Ids = ReadonlyMap<string, string>

/** id → the file's key */
function keysOf(ids: Ids): Map<string, string> {
  return new Map([...ids].map(([key, id]) => [id, key]))
}

const keyed = <T extends { id: string }, U>(keys: Map<string, string>, list: readonly T[], of: (each: T) => U) =>
  Object.fromEntries(
    list.map((each): [string, U] => [keys.get(each.id) ?? each.id, of(each)]).sort(([a], [b]) => (a < b ? -1 : 1)),
  )

const without = <T extends object, K extends keyof T>(value: T, ...names: K[]): Omit<T, K> => {
  const rest = { ...value }
  for (const name of names) delete rest[name]
  return rest
}

const ACCEPTED = `
SELECT key, payload->>'execution' AS run, extract(epoch FROM occurred_at) * 1000 AS occurred FROM event_log WHERE tenant_id = $1`

/** What the door took, and how of that came late or in another order than it happened. */
async function deliveryOf({ world, answers, deliveries }: Played) {
  const { reasons: _reasons, ...counts } = answers
  const stored = await rowsOf<{ key: string; run: string | null; occurred: string }>(ACCEPTED, [world.tenantId])
  const occurred = new Map(stored.map(({ key, occurred: ms }) => [key, Number(ms)]))
  const latest = new Map<string, { at: number; receivedAt: number }>()
  const seen = new Set<string>()
  let [late, outOfOrder] = [0, 0]
  for (const { receivedAt, body } of deliveries) {
    const key = String(body.id)
    const at = occurred.get(key)
    if (at === undefined || seen.has(key)) continue
    seen.add(key)
    if (receivedAt.getTime() - at > FIVE_MINUTES_MS) late++
    const run = `${body.workflow} ${body.execution}`
    const before = latest.get(run)
    if (before && before.at > at && before.receivedAt < receivedAt.getTime()) outOfOrder++
    if (!before || at > before.at) latest.set(run, { at, receivedAt: receivedAt.getTime() })
  }
  return { ...counts, late, outOfOrder }
}

/** The frozen figures by the file's own keys, as docs/months.md §9 shows them. */
export async function presentMonth(played: Played, frozen: { figures: MonthFigures; digest: string }) {
  const { figures, digest } = frozen
  const { world } = played
  const [workflows, expectations, objectives] = [world.workflows, world.expectations, world.objectives].map(keysOf)
  if (!workflows || !expectations || !objectives) throw new Error('a world has keys')
  const { format, month, zone, from, to, days, service } = figures
  return {
    ...{ format, month, zone, from, to, days },
    service: {
      monthMinutes: service.monthMinutes,
      openMinutes: service.sites[0]?.openMinutes ?? service.monthMinutes,
      maintenance: service.maintenance,
    },
    objectives: keyed(objectives, figures.objectives, (each) => without(each, 'id', 'name')),
    segments: figures.segments.map((segment) => {
      return { ...segment, objectives: keyed(objectives, segment.objectives, (each) => without(each, 'id')) }
    }),
    obligations: keyed(expectations, figures.expectations, (each) =>
      without(each, 'id', 'workflowId', 'name', 'downtime'),
    ),
    downtime: keyed(expectations, figures.expectations, ({ downtime }) => downtime),
    incidents: figures.incidents.map(({ workflowId, expectationId, ...incident }) => {
      const expectation = expectationId ? (expectations.get(expectationId) ?? null) : null
      return { ...without(incident, 'id', 'number'), workflow: workflows.get(workflowId) ?? workflowId, expectation }
    }),
    credits: figures.credits && {
      ...figures.credits,
      steps: figures.credits.steps.map(({ objectiveId, ...step }) => {
        return { ...step, objective: objectives.get(objectiveId) ?? objectiveId }
      }),
    },
    conformance: keyed(workflows, figures.conformance, (each) => without(each, 'id', 'name')),
    gaps: figures.gaps.map((gap) => without(gap, 'id')),
    delivery: await deliveryOf(played),
    digest,
  }
}

/** Where a value differs from what was expected; only what is expected is compared. */
export function differences(expected: unknown, actual: unknown, path = ''): string[] {
  const here = path || '(all)'
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${here}: expected a list, got ${JSON.stringify(actual)}`]
    const length =
      expected.length === actual.length ? [] : [`${here}: expected ${expected.length} elements, got ${actual.length}`]
    return [...length, ...expected.flatMap((each, index) => differences(each, actual[index], `${path}[${index}]`))]
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [`${here}: expected an object, got ${JSON.stringify(actual)}`]
    // What is left out of these means zero.
    const isWhole = /(^|\.)(excluded|refused)$/.test(path)
    const extra = isWhole ? Object.keys(actual).filter((key) => !(key in expected)) : []
    if (extra.length > 0)
      return extra.map((key) => `${path}.${key}: expected nothing, got ${JSON.stringify(actual[key])}`)
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, actual[key], path ? `${path}.${key}` : key),
    )
  }
  return Object.is(expected, actual)
    ? []
    : [`${here}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`]
}
