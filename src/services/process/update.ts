import { ProcessInput } from '@/domain/workflow/schema'
import { changes } from '@/lib/changes'
import { notFound } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { loadSite } from '../site/store'
import { changeProcess, loadProcess } from './store'

/** Without its default: a position that is left out stays as it is. */
const position = ProcessInput.shape.position.unwrap()
const input = ProcessInput.omit({ slug: true }).extend({ position }).partial().extend({ processId: zId })

/** Corrects a process: its names, its plant, its place in the portal. */
export const updateProcess = mutation(
  { action: 'process.update', can: 'workflow.manage', input },
  async (ctx, { processId, ...patch }) => {
    const process = await loadProcess(ctx, processId)
    const { clientId } = process
    if (patch.siteId && (await loadSite(ctx, patch.siteId)).clientId !== clientId) throw notFound('site')
    const changed = changes(process, patch)
    if (!changed) return unchanged({ processId }, 'nothing differs')
    await changeProcess(ctx, processId, changed)
    return audited(
      { processId },
      { subject: { kind: 'process', id: processId, name: patch.name ?? process.name }, clientId, ...changed },
    )
  },
)
