/** A page calls for action, a notice does not. */
export const PAGE_KINDS = ['page', 'notice'] as const
export type PageKind = (typeof PAGE_KINDS)[number]

/** One thing somebody is to hear, with what its incident says now. */
export interface QueuedNews {
  id: string
  incidentId: string
  why: string
  clientId: string
  number: number
  title: string
  client: string
  openedAt: Date
  resolvedAt: Date | null
  zone: string | null
  /** nobody has it yet */
  isWaiting: boolean
}
