import { GRACE_MS, proofName, proofValue } from '@/domain/host/proof'
import type { Sql } from '@/infra/db'
import { hostFailingMail } from '~/emails/host-failing'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { loadFace } from './face'
import { withLocale } from './recipients'

const CLAIM = `SELECT h.host, h.token, h.failing_since AS since FROM host_claim h WHERE h.tenant_id = :tenant AND h.id = $1::uuid AND h.status = 'failing'`
const OWNERS = `
SELECT m.user_id, m.email FROM membership m
WHERE m.tenant_id = :tenant AND m.role = 'partner_owner' AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $1)
ORDER BY m.user_id`

async function load(sql: Sql, now: Date, claimId: string) {
  const [claim] = await sql<{ host: string; token: string; since: Date }>(CLAIM, [claimId])
  if (!claim) return null
  const owners = await withLocale(await sql<{ user_id: string; email: string }>(OWNERS, [now]))
  return { claim, owners, face: await loadFace(sql) }
}

/** Warns the owners that the proof of a host is gone, once per time it goes. Found again meanwhile: nobody is told. */
export async function notifyHostFailing(caller: Caller, { claimId }: { claimId: string }): Promise<void> {
  const loaded = await sealed(caller.scope, (sql, now) => load(sql, now, claimId))
  if (!loaded) return
  const { claim, owners, face } = loaded
  const facts = {
    brand: face.brand,
    host: claim.host,
    record: { name: proofName(claim.host), value: proofValue(claim.token) },
    until: new Date(claim.since.getTime() + GRACE_MS),
    url: `${face.origin}/settings/hosts`,
  }
  const drafts = await Promise.all(
    owners.map(async ({ userId, email, locale }) => ({
      key: `host-failing/${claimId}/${claim.since.toISOString()}/${userId}`,
      clientId: null,
      from: face.from,
      to: email,
      ...(await hostFailingMail({ ...facts, locale })),
    })),
  )
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, drafts))
  await sendStored(
    caller,
    drafts.map(({ key }) => key),
  )
}
