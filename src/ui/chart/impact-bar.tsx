import { type Inks, SCREEN_INKS } from './inks'

/** What it costs, 0 to 100: words stand first elsewhere, this is the second glance. Grey: impact is size, not alarm. */
export function ImpactBar({ value, inks = SCREEN_INKS }: { value: number; inks?: Inks }) {
  const share = Math.min(100, Math.max(0, value))
  return (
    <span style={{ display: 'inline-flex', alignItems: 'baseline', gap: 8 }}>
      <svg width="48" height="6" viewBox="0 0 48 6" aria-hidden="true" style={{ alignSelf: 'center' }}>
        <rect width="48" height="6" fill={inks.line} />
        <rect width={(share / 100) * 48} height="6" fill={inks.strong} opacity={0.75} />
      </svg>
      <span style={{ fontVariantNumeric: 'tabular-nums', minWidth: '1.5em', textAlign: 'right' }}>{value}</span>
    </span>
  )
}
