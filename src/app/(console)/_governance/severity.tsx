import type { FindingStatus, Severity } from '@/domain/finding/schema'
import type { Viewer } from '@/ui/i18n/server'
import { State } from '@/ui/primitives/state'

const GLYPH = { high: 'down', medium: 'late', low: 'unknown' } as const

/** How bad a finding is; what is waived or cleared is quiet. */
export function SeverityState(props: { severity: Severity; status: FindingStatus; viewer: Viewer }) {
  const { severity, status, viewer } = props
  const words = viewer.m.finding
  if (status === 'cleared') return <State kind="resolved">{words.statuses.cleared}</State>
  if (status === 'waived') return <State kind="excused">{words.statuses.waived}</State>
  return <State kind={GLYPH[severity]}>{words.severities[severity]}</State>
}
