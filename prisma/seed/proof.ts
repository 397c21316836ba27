import { setCheckpointMail } from '@/services/checkpoint/set-mail'
import { takeCheckpoint } from '@/services/checkpoint/take'
import type { Caller } from '@/services/context'
import { buildPack } from '@/services/pack/build'
import { listPacks } from '@/services/pack/list'
import { systemCaller } from './callers'

/** Outside the partner: who gets every checkpoint by mail. */
const KEEPERS = ['q.reimann@pruefer-kanzlei.example', 'revision@brueckner-pumpen.example']

/** Keepers, a first checkpoint, and an evidence pack of the latest frozen month of each client; the worker builds them. */
export async function seedProof(owner: Caller): Promise<void> {
  await setCheckpointMail(owner, { mailTo: KEEPERS })
  await takeCheckpoint(systemCaller(owner.scope.tenantId), { cause: 'daily' })
  const { frozen } = await listPacks(owner, {})
  const latest = new Map<string, string>()
  for (const { clientId, month } of frozen) if (!latest.has(clientId)) latest.set(clientId, month)
  for (const [clientId, month] of latest) await buildPack(owner, { clientId, month })
}
