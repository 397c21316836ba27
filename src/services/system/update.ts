import { SystemInput } from '@/domain/workflow/schema'
import { changes } from '@/lib/changes'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { changeSystem, loadSystem } from './store'

/** Corrects a system's kind or name. */
export const updateSystem = mutation(
  { action: 'system.update', can: 'client.manage', input: SystemInput.partial().extend({ systemId: zId }) },
  async (ctx, { systemId, ...patch }) => {
    const system = await loadSystem(ctx, systemId)
    const changed = changes(system, patch)
    if (!changed) return unchanged({ systemId }, 'nothing differs')
    await changeSystem(ctx, systemId, changed)
    const { clientId } = system
    return audited(
      { systemId },
      { subject: { kind: 'system', id: systemId, name: patch.name ?? system.name }, clientId, ...changed },
    )
  },
)
