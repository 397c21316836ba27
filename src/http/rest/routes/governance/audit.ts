import { z } from 'zod'
import { type AuditPage as AuditFound, listAudit } from '@/services/audit/list'
import { type RestRoute, route } from '../../route'

/** Numbers of entries outgrow what JSON's numbers hold exactly: they are text. */
const zSeq = z.coerce.string()
const zState = z.record(z.string(), z.unknown()).nullable()

const AuditEntry = z
  .object({
    seq: zSeq.describe('without gaps, per partner'),
    at: z.date(),
    clientId: z.uuid().nullable(),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    subjectName: z.string(),
    before: zState,
    after: zState,
    reason: z.string().nullable(),
    requestId: z.string().nullable(),
    prevHash: z.string(),
    hash: z.string().describe('SHA-256 over the canonical entry and the hash before it'),
  })
  .meta({ id: 'AuditEntry', description: 'What somebody did, chained to what was done before.' })

const AuditPage = z
  .object({ rows: z.array(AuditEntry), next: zSeq.nullable().describe('send it as before for the next page') })
  .meta({ id: 'AuditPage', description: 'Entries about the key’s client, newest first.' })

/** What the console's filters are filled with stays inside. */
const shown = z
  .custom<AuditFound>()
  .transform((page): z.input<typeof AuditPage> => page)
  .pipe(AuditPage)

export const auditRoutes: readonly RestRoute[] = [
  route('GET /api/v1/audit', listAudit, shown, {
    summary: 'Read the audit trail',
    description: 'Needs a key with the scope audit, which nothing else contains.',
  }),
]
