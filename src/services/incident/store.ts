import type { Actor } from '@/domain/access/actor'
import { isClientRole } from '@/domain/access/roles'
import type { Decided, IncidentMove, IncidentState, Person } from '@/domain/incident/transition'
import { ownClient } from '@/infra/db'
import { conflict, notFound } from '@/lib/errors'
import { newId } from '@/lib/ids'
import type { MutationContext } from '../context'
import { endEscalation } from '../escalation/end'

export interface StoredIncident extends IncidentState {
  id: string
  number: number
  clientId: string
  version: number
  assigneeName: string | null
}

/** Columns that a move may set besides its own. */
export interface MoveExtra {
  assigneeUserId?: string
  assigneeName?: string
  causeCategory?: string | null
  snoozedUntil?: null
  snoozeReason?: null
  snoozedBy?: null
}

const LOAD = `
SELECT i.id, i.number, i.client_id AS "clientId", i.version, i.assignee_name AS "assigneeName", i.status::text, i.occurrences, i.opened_at AS "openedAt", i.last_at AS "lastAt",
  i.acknowledged_at AS "acknowledgedAt", i.acknowledged_by AS "acknowledgedBy", i.resolved_at AS "resolvedAt", i.resolved_by AS "resolvedBy", i.resolution
FROM incident i
WHERE i.tenant_id = :tenant AND i.client_id = ANY(:clients) AND i.id = $1::uuid FOR UPDATE`

/** An incident inside the scope, held until commit: a workflow that fails every second cannot outrun the person who takes it. */
export async function holdIncident(ctx: MutationContext, incidentId: string): Promise<StoredIncident> {
  const [incident] = await ctx.sql<StoredIncident>(LOAD, [incidentId])
  if (!incident) throw notFound('incident')
  return incident
}

/** The decision, or its refusal thrown. */
export function decided(decision: Decided): IncidentMove {
  if (decision.error) throw decision.error
  return decision.move
}

/** Writes a move while the version is still the one that was read, and its words. */
export async function applyMove(
  ctx: MutationContext,
  incident: StoredIncident,
  move: IncidentMove & { extra?: MoveExtra },
): Promise<void> {
  const { id, clientId, version } = incident
  if (move.hasChanged) {
    const { status, acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy, resolution } = move.state
    const { count } = await ctx.tx.incident.updateMany({
      where: { ...ownClient(ctx), id, version },
      data: {
        status,
        acknowledgedAt,
        acknowledgedBy,
        resolvedAt,
        resolvedBy,
        resolution,
        version: version + 1,
        ...move.extra,
      },
    })
    if (count === 0) throw conflict('incident')
    // Whoever waits to be called need not be: in the same commit.
    if (status !== incident.status && status !== 'open') await endEscalation(ctx, id, status)
  }
  if (move.note) {
    const { tenantId } = ctx.scope
    await ctx.tx.incidentNote.create({
      data: { tenantId, id: newId(), clientId, incidentId: id, createdAt: ctx.now, ...move.note },
    })
  }
}

/** Who acts, by the name the record keeps. */
export function personOf({ actor }: { actor: Actor }): Person {
  return { name: actor.name }
}

export function subjectOf({ id, number }: { id: string; number: number }): { kind: string; id: string; name: string } {
  return { kind: 'incident', id, name: `INC-${number}` }
}

/** Internal words are for the partner's people; the client's people, and keys, which live at the client, read the others. */
export function readsInternal(actor: Actor): boolean {
  return actor.kind === 'user' && !isClientRole(actor.role)
}
