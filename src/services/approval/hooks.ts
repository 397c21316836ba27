import type { MutationContext } from '../context'
import type { StoredRequest } from './store'

/** What a decision does to its subject, in the deciding transaction: if this fails, the decision did not happen. */
export interface SubjectHooks {
  approved(ctx: MutationContext, request: StoredRequest): Promise<void>
  /** Never approved: somebody said no, the time ended, or the requester took it back. */
  ended(ctx: MutationContext, request: StoredRequest, how: 'rejected' | 'expired' | 'withdrawn'): Promise<void>
}
