import type { Verdict } from '@/domain/objective/attain'
import type { ObjectiveLine } from '@/services/objective/list'
import type { Viewer } from '@/ui/i18n/server'
import { cx } from '@/ui/primitives/cx'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { percentWords } from '@/ui/primitives/number'
import { State } from '@/ui/primitives/state'

const GLYPHS: Record<Verdict, GlyphKind> = {
  met: 'ok',
  met_unproven: 'ok',
  missed: 'down',
  no_data: 'new',
  misconfigured: 'unknown',
}

/** Shape and word of what an objective has come to. */
export function VerdictState({ verdict, viewer }: { verdict: Verdict; viewer: Viewer }) {
  return <State kind={GLYPHS[verdict]}>{viewer.m.promise.verdicts[verdict]}</State>
}

/** "+3", "0", "−9". */
export function signed(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }).format(value).replace('-', '\u2212')
}

/** The budget left as a signed number, and how much of it is left as a bar. */
export function Budget({ remaining, allowed, locale }: { remaining: number; allowed: number; locale: string }) {
  const part = allowed > 0 ? Math.min(1, Math.abs(remaining) / allowed) : remaining === 0 ? 0 : 1
  return (
    <span className="inline-flex items-center gap-2">
      <span className={cx('min-w-8 text-right tabular-nums', remaining < 0 && 'font-semibold text-down-ink')}>
        {signed(remaining, locale)}
      </span>
      <span aria-hidden className="inline-block h-1.5 w-14 overflow-hidden rounded-sm bg-sunken">
        <span
          className={cx('block h-full', remaining < 0 ? 'bg-down-fill' : 'bg-ok-fill')}
          style={{ width: `${Math.round(part * 100)}%` }}
        />
      </span>
    </span>
  )
}

/** The ratio reached, floored; "so far" while the window is not full. */
export function Attained({ line, viewer }: { line: Pick<ObjectiveLine, 'standing'>; viewer: Viewer }) {
  const { m, locale } = viewer
  const { attainment, isFull } = line.standing
  if (attainment.ppm === null) return <span className="text-ink-3">{m.board.noRuns}</span>
  return (
    <span title={isFull ? undefined : m.promise.notFullLong}>
      {percentWords(attainment.ppm, locale)} %
      {!isFull && <span className="text-12 text-ink-3"> {m.promise.notFull}</span>}
    </span>
  )
}
