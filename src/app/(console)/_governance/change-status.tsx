import type { ChangeStatus } from '@/domain/change/schema'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { State } from '@/ui/primitives/state'

const GLYPH: Record<ChangeStatus, GlyphKind> = {
  draft: 'new',
  submitted: 'awaiting',
  approved: 'running',
  released: 'late',
  rejected: 'paused',
  expired: 'paused',
  withdrawn: 'paused',
  deployed: 'resolved',
  failed_proof: 'down',
}

/** Where a change stands: shape and word. */
export function ChangeState({ status, viewer }: { status: ChangeStatus; viewer: Viewer }) {
  return <State kind={GLYPH[status]}>{viewer.m.approval.changes.statuses[status]}</State>
}
