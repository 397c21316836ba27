import type { InvoiceStatus } from '@/services/invoice/store'
import type { GlyphKind } from '@/ui/primitives/glyph'

export const STATUS_GLYPHS: Record<InvoiceStatus, GlyphKind> = { draft: 'awaiting', issued: 'resolved', void: 'paused' }
