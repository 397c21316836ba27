import type { GlyphKind } from '@/ui/primitives/glyph'

const RULE_GLYPHS: Record<string, GlyphKind> = {
  new: 'new',
  on_time: 'ok',
  started: 'running',
  late: 'late',
  down: 'down',
  paused: 'paused',
}

/** Shape of an expectation's state. */
export function ruleGlyph(status: string): GlyphKind {
  return RULE_GLYPHS[status] ?? 'unknown'
}

/** An expectation that is not kept. */
export function isBroken(status: string): boolean {
  return status === 'late' || status === 'down'
}
