import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { coverage, type OnCallSpan, onCallSpans, weeksFrom } from '@/domain/rotation/on-call'
import { type Rota, RotationInput, type RotationPlan } from '@/domain/rotation/schema'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { query } from '../define'
import { loadRotas } from './load'
import { type Callable, loadCallable } from './people'

const WEEKS = 4
const SHOWN_SPANS = 200

/** A stretch with the name of who answers; `isHole`: nobody is called. */
export interface NamedSpan extends OnCallSpan {
  name: string | null
  isHole: boolean
}

export interface RotationWeek {
  from: Date
  to: Date
  spans: NamedSpan[]
  coveredHours: number
  hours: number
  isWhole: boolean
}

function weekOf(rota: Rota, span: { from: Date; to: Date }, people: ReadonlyMap<string, string>): RotationWeek {
  const spans = onCallSpans(rota, span)
  const named = spans.slice(0, SHOWN_SPANS).map((each) => {
    const name = each.userId === null ? null : (people.get(each.userId) ?? null)
    return { ...each, name, isHole: name === null }
  })
  return { ...span, spans: named, ...coverage(spans, (userId) => people.has(userId)) }
}

const namesOf = (people: readonly Callable[]) => new Map(people.map(({ userId, name }) => [userId, name]))

export interface RotationLine {
  id: string
  name: string
  zone: string
  week: RotationWeek
}

/** Every rotation with who answers now and next, and the holes of its next 168 hours. */
export const listRotations = query(
  { action: 'rotation.list', can: 'member.read', input: z.strictObject({}) },
  async ({ sql, now }): Promise<RotationLine[]> => {
    const rows = await sql<{ id: string; name: string; zone: string }>(
      'SELECT r.id, r.name, r.zone FROM rotation r WHERE r.tenant_id = :tenant AND r.archived_at IS NULL ORDER BY r.name, r.id LIMIT 200',
    )
    const ids = rows.map(({ id }) => id)
    const [rotas, people] = [await loadRotas(sql, ids, now), namesOf(await loadCallable(sql, now))]
    const span = { from: now, to: new Date(now.getTime() + 7 * 86_400_000) }
    return rows.flatMap((row) => {
      const rota = rotas.get(row.id)
      return rota ? [{ ...row, week: weekOf(rota, span, people) }] : []
    })
  },
)

/** What a form says, before it is saved: the next weeks with their holes. */
export const previewRotation = query(
  {
    action: 'rotation.preview',
    can: 'member.read',
    input: z.strictObject({ rotationId: zId.nullable(), rotation: RotationInput }),
  },
  async ({ sql, now }, { rotationId, rotation: { zone, plan } }): Promise<RotationWeek[]> => {
    const people = namesOf(await loadCallable(sql, now))
    const kept = rotationId ? (await loadRotas(sql, [rotationId], now)).get(rotationId) : null
    const rota = { zone, plan, overrides: kept?.overrides ?? [] }
    return weeksFrom(now, WEEKS).map((span) => weekOf(rota, span, people))
  },
)

export interface OverrideLine {
  id: string
  userId: string | null
  name: string | null
  from: Date
  to: Date
  reason: string
  authorName: string
}

export interface RotationDetail {
  id: string
  name: string
  zone: string
  plan: RotationPlan
  version: number
  overrides: OverrideLine[]
  people: Callable[]
  weeks: RotationWeek[]
  mayChange: boolean
}

const OVERRIDES = `
SELECT o.id, o.user_id AS "userId", m.name, o.from_at AS "from", o.to_at AS "to", o.reason, o.author_name AS "authorName"
FROM rotation_override o LEFT JOIN membership m ON m.tenant_id = o.tenant_id AND m.user_id = o.user_id
WHERE o.tenant_id = :tenant AND o.rotation_id = $1::uuid AND o.removed_at IS NULL AND o.to_at > $2 ORDER BY o.from_at, o.id LIMIT 200`

/** One rotation as its page edits it. */
export const getRotation = query(
  { action: 'rotation.get', can: 'member.read', input: z.strictObject({ rotationId: zId }) },
  async ({ sql, now, scope, actor }, { rotationId }): Promise<RotationDetail> => {
    const [row] = await sql<{ name: string; version: number }>(
      'SELECT r.name, r.version FROM rotation r WHERE r.tenant_id = :tenant AND r.id = $1::uuid AND r.archived_at IS NULL',
      [rotationId],
    )
    const rota = (await loadRotas(sql, [rotationId], now)).get(rotationId)
    if (!row || !rota) throw notFound('rotation')
    const people = await loadCallable(sql, now)
    return {
      id: rotationId,
      ...row,
      zone: rota.zone,
      plan: rota.plan,
      overrides: await sql<OverrideLine>(OVERRIDES, [rotationId, now]),
      people,
      mayChange: scope.clientIds === null && can(actor, 'response.manage'),
      weeks: weeksFrom(now, WEEKS).map((span) => weekOf(rota, span, namesOf(people))),
    }
  },
)
