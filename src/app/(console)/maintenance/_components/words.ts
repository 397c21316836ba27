import type { MaintenanceStatus } from '@/domain/maintenance/schema'
import type { Viewer } from '@/ui/i18n/server'
import type { GlyphKind } from '@/ui/primitives/glyph'

/** Shape of a window's state; what needs somebody stands out. */
export const STATUS_GLYPHS: Readonly<Record<MaintenanceStatus, GlyphKind>> = {
  draft: 'new',
  pending: 'awaiting',
  approved: 'excused',
  rejected: 'unknown',
  cancelled: 'paused',
  ended: 'resolved',
}

/** What a window covers, in words. */
export function scopeWords(
  scope: { kind: 'client' | 'site' | 'workflows'; siteName: string | null; workflows: number },
  { m, f }: Viewer,
): string {
  const words = m.maintenance.scope
  if (scope.kind === 'client') return words.client
  if (scope.kind === 'site') return f(words.site, { name: scope.siteName ?? '' })
  return f(words.workflows, { count: scope.workflows })
}
