import { platformQuery } from '@/infra/db'
import { logger } from '@/infra/logger'

interface Counts {
  accepted: number
  duplicates: number
  conflicts: number
  rejected: number
}

interface Intake extends Counts {
  tenantId: string
  clientId: string
  sourceId: string
  /** UTC, YYYY-MM-DD */
  day: string
}

/** The doors and Next's bundle count into one book, which the server writes down. */
const shared = globalThis as typeof globalThis & { andonIntake?: Map<string, Intake> }
shared.andonIntake ??= new Map()
const OPEN = shared.andonIntake

function add(intake: Intake): void {
  const name = `${intake.tenantId}${intake.sourceId}${intake.day}`
  const open = OPEN.get(name)
  if (!open) return void OPEN.set(name, intake)
  open.accepted += intake.accepted
  open.duplicates += intake.duplicates
  open.conflicts += intake.conflicts
  open.rejected += intake.rejected
}

/** Counts one request of a source. In memory: a crash loses what came since the last writing, of these counts only. */
export function countIntake(source: Pick<Intake, 'tenantId' | 'clientId' | 'sourceId'>, counts: Counts): void {
  add({ ...source, ...counts, day: new Date().toISOString().slice(0, 10) })
}

const ADD = `
INSERT INTO source_day AS d (tenant_id, source_id, day, client_id, accepted, duplicates, conflicts, rejected)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[]) AS x (t, s, d, c, a, u, o, r)
ORDER BY t, s, d
ON CONFLICT (tenant_id, source_id, day) DO UPDATE SET accepted = d.accepted + excluded.accepted,
  duplicates = d.duplicates + excluded.duplicates, conflicts = d.conflicts + excluded.conflicts, rejected = d.rejected + excluded.rejected`

const FIELDS = ['tenantId', 'sourceId', 'day', 'clientId', 'accepted', 'duplicates', 'conflicts', 'rejected'] as const

/** Writes the open counts down in one statement. While the database is away they wait for the next time. */
export async function flushIntake(): Promise<void> {
  const intakes = [...OPEN.values()]
  if (intakes.length === 0) return
  OPEN.clear()
  try {
    await platformQuery(
      ADD,
      FIELDS.map((field) => intakes.map((intake) => intake[field])),
    )
  } catch (error) {
    const isRefused = error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))
    logger.warn({ error: String(error), isRefused }, 'counts of sources were not written')
    if (!isRefused) for (const intake of intakes) add(intake)
  }
}

const EVERY_MS = 10_000

/** Writes the counts down every 10 s until told to stop; stopping writes a last time. */
export function keepIntake(): () => Promise<void> {
  const timer = setInterval(() => void flushIntake(), EVERY_MS).unref()
  return () => {
    clearInterval(timer)
    return flushIntake()
  }
}
