import type { SubjectKind } from '@/domain/approval/schema'
import { changeHooks } from '../change/decided'
import type { MutationContext } from '../context'
import { creditHooks } from '../credit/decided'
import { waiverHooks } from '../finding/waiver-decided'
import { maintenanceHooks } from '../maintenance/decided'
import type { SubjectHooks } from './hooks'
import type { StoredRequest } from './store'

/** Who acts on a decision. A kind without an entry reads the request's status itself. */
const SUBJECTS: Partial<Record<SubjectKind, SubjectHooks>> = {
  change: changeHooks,
  credit: creditHooks,
  maintenance: maintenanceHooks,
  waiver: waiverHooks,
}

export async function tellSubject(
  ctx: MutationContext,
  request: StoredRequest,
  how: 'approved' | 'rejected' | 'expired' | 'withdrawn',
): Promise<void> {
  const hooks = SUBJECTS[request.subjectKind]
  if (how === 'approved') await hooks?.approved(ctx, request)
  else await hooks?.ended(ctx, request, how)
}
