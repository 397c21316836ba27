import type { Sql } from '@/infra/db'
import { webhookDisabledMail } from '~/emails/webhook-disabled'
import type { Caller } from '../context'
import { sealed } from '../effect/sealed'
import { sendStored, storeMails } from './deliver'
import { loadFace } from './face'
import { withLocale } from './recipients'

const ENDPOINT = `SELECT e.name, e.url AS address, e.problem FROM webhook_endpoint e WHERE e.tenant_id = :tenant AND e.id = $1::uuid`
const OWNERS = `
SELECT m.user_id, m.email FROM membership m
WHERE m.tenant_id = :tenant AND m.role = 'partner_owner' AND m.revoked_at IS NULL AND (m.expires_at IS NULL OR m.expires_at > $1)
ORDER BY m.user_id`

async function load(sql: Sql, now: Date, endpointId: string) {
  const [endpoint] = await sql<{ name: string; address: string; problem: string | null }>(ENDPOINT, [endpointId])
  if (!endpoint) return null
  const owners = await withLocale(await sql<{ user_id: string; email: string }>(OWNERS, [now]))
  return { endpoint, owners, face: await loadFace(sql) }
}

/** Tells the owners that an endpoint hears nothing any more, once per time it is disabled. */
export async function notifyWebhookDisabled(
  caller: Caller,
  { endpointId, reason, outboxId }: { endpointId: string; reason: 'gone' | 'exhausted'; outboxId: string },
): Promise<void> {
  const loaded = await sealed(caller.scope, (sql, now) => load(sql, now, endpointId))
  if (!loaded) return
  const { endpoint, owners, face } = loaded
  const facts = { ...endpoint, brand: face.brand, reason, url: `${face.origin}/settings/webhooks/${endpointId}` }
  const drafts = await Promise.all(
    owners.map(async ({ userId, email, locale }) => ({
      ...{ key: `webhook-disabled/${outboxId}/${userId}`, clientId: null, from: face.from, to: email },
      ...(await webhookDisabledMail({ ...facts, locale })),
    })),
  )
  await sealed(caller.scope, (sql, now) => storeMails(sql, now, drafts))
  await sendStored(
    caller,
    drafts.map(({ key }) => key),
  )
}
