import type { Health as HealthModel, HealthState } from '@/services/health/state'
import type { Viewer } from '@/ui/i18n/server'
import { durationWords } from '@/ui/primitives/duration'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { State } from '@/ui/primitives/state'

const LASTING = new Set<HealthModel['word']>(['failed', 'missed', 'overrun', 'violated', 'flapping', 'late', 'running'])

/** Shape of a health state; waiting and paused have shapes of their own. */
export function glyphOf({ state, word }: Pick<HealthModel, 'state' | 'word'>): GlyphKind {
  if (word === 'waiting') return 'new'
  if (word === 'paused' || word === 'retired') return 'paused'
  return state
}

/** Shape of the worst of several; null = nothing there yet. */
export function stateGlyph(state: HealthState | null): GlyphKind {
  return state === null ? 'new' : state === 'excused' ? 'paused' : state
}

/** The state in words: "Missed 51 min". What is calm has no age: nobody asks. */
export function healthWords({ word, since }: HealthModel, now: Date, { m, locale }: Viewer): string {
  const text = m.board.health[word]
  return since && LASTING.has(word) ? `${text} ${durationWords(now.getTime() - since.getTime(), locale)}` : text
}

export function Health({ health, now, viewer }: { health: HealthModel; now: Date; viewer: Viewer }) {
  return <State kind={glyphOf(health)}>{healthWords(health, now, viewer)}</State>
}
