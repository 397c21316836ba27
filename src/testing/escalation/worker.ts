import { mintScope } from '@/domain/access/scope'
import { closePools } from '@/infra/db'
import { newId } from '@/lib/ids'
import { watchStages } from '@/services/escalation/stage'
import { startEscalation } from '@/services/escalation/start'
import { sweepEscalations } from '@/services/escalation/sweep'
import { sweepPages } from '@/services/page/tell'

/** A worker of its own that ends itself with SIGKILL at a named stage: `worker.ts <tenant> <incident> <outbox row> <stage>`. */
const [tenantId = '', incidentId = '', outboxId = '', stage = ''] = process.argv.slice(2)
const callerOf = (id: string) => ({
  scope: mintScope(id, null),
  actor: { kind: 'system' as const, name: 'worker' },
  requestId: newId(),
})
watchStages((passed) => passed === stage && process.kill(process.pid, 'SIGKILL'))
await startEscalation(callerOf(tenantId), { incidentId, outboxId })
await sweepEscalations(callerOf)
await sweepPages(callerOf)
await closePools()
