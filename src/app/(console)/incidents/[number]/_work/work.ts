/** What the actions need to know of the incident; plain data for the browser. */
export interface Work {
  zone: string
  myId: string | null
  responders: { userId: string; name: string }[]
  assignee: { userId: string | null; name: string | null }
  isSnoozed: boolean
  isMerged: boolean
  /** others of the same client that are open */
  targets: { id: string; number: number; title: string }[]
  times: Record<'impactStartedAt' | 'openedAt' | 'acknowledgedAt' | 'resolvedAt', Date | null>
  /** what a template for the client can know */
  known: { workflow: string; since: string; next: string | null }
  /** people of the client who have access */
  clientReaders: number
}

export const WORK_DIALOGS = ['assign', 'snooze', 'merge', 'times', 'task', 'note', 'resolve'] as const
export type WorkDialogName = (typeof WORK_DIALOGS)[number]
