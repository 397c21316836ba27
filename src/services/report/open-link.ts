import { mintScope } from '@/domain/access/scope'
import { platformQuery } from '@/infra/db'
import { sha256 } from '@/lib/crypto'
import { sealed } from '../effect/sealed'
import { loadReleasedFile, type ReleasedFile } from './released'

const FIND = `
SELECT d.tenant_id AS "tenantId", d.client_id AS "clientId", d.id, d.expires_at > now() AS "isLive" FROM report_delivery d
WHERE d.token_hash = $1 AND d.tenant_id = $2`

const COUNT = `
UPDATE report_delivery d SET opened = d.opened + 1, opened_at = now() WHERE d.tenant_id = :tenant AND d.id = $1
RETURNING d.report_id AS "reportId", d.locale`

/** What a link of a mail opens: the file, or why not. The opening is counted at its delivery. */
export async function openReportLink(
  tenantId: string,
  token: string,
): Promise<ReleasedFile | 'unknown' | 'expired' | 'withdrawn'> {
  const [found] = await platformQuery<{ tenantId: string; clientId: string; id: string; isLive: boolean }>(FIND, [
    sha256(token),
    tenantId,
  ])
  if (!found) return 'unknown'
  if (!found.isLive) return 'expired'
  // Sealed into the one client that the mail was about.
  return sealed(mintScope(found.tenantId, [found.clientId]), async (sql) => {
    const [delivery] = await sql<{ reportId: string; locale: string }>(COUNT, [found.id])
    return (delivery && (await loadReleasedFile(sql, delivery))) ?? 'withdrawn'
  })
}
