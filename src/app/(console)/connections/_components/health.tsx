import type { ConnectionHealth } from '@/domain/connection/pace'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { State } from '@/ui/primitives/state'

const GLYPHS: Record<ConnectionHealth, GlyphKind> = {
  waiting: 'new',
  ok: 'ok',
  slowed: 'late',
  unreachable: 'down',
  refused: 'down',
  unreadable: 'down',
}

export interface HealthProps {
  health: ConnectionHealth
  isPaused?: boolean
  isCatchingUp?: boolean
  viewer: Viewer
}

/** How a source is to be read, in shape, word and colour. */
export function ConnectionState({ health, isPaused = false, isCatchingUp = false, viewer }: HealthProps) {
  const words = viewer.m.connection
  if (isPaused) return <State kind="paused">{words.paused}</State>
  if (health === 'ok' && isCatchingUp) return <State kind="running">{words.catchingUp}</State>
  return <State kind={GLYPHS[health]}>{words.health[health]}</State>
}

/** Those that nobody can read. */
export function isUnread({ health, isPaused }: { health: ConnectionHealth; isPaused: boolean }): boolean {
  return !isPaused && GLYPHS[health] === 'down'
}
