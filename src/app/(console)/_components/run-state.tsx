import type { ExecutionStatus } from '@/domain/execution/merge'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { State } from '@/ui/primitives/state'

const RUN_GLYPHS: Record<ExecutionStatus, GlyphKind> = {
  running: 'running',
  succeeded: 'ok',
  failed: 'down',
  cancelled: 'paused',
}

export function RunState({ status, viewer }: { status: ExecutionStatus; viewer: Viewer }) {
  return <State kind={RUN_GLYPHS[status]}>{viewer.m.workflow.runStates[status]}</State>
}
