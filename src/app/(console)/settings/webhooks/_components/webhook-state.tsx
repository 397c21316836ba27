'use client'
import type { WebhookLine } from '@/services/webhook/list'
import { useT } from '@/ui/i18n/context'
import { State } from '@/ui/primitives/state'

/** Active, failing, paused, or ended by the receiver. */
export function WebhookState({ endpoint: { status, problem } }: { endpoint: WebhookLine }) {
  const { t } = useT('webhook')
  if (status === 'disabled') return <State kind="down">{t.status.disabled}</State>
  if (status === 'paused') return <State kind="paused">{t.status.paused}</State>
  if (!problem) return <State kind="ok">{t.status.active}</State>
  return (
    <span title={problem}>
      <State kind="late">{t.troubled}</State>
    </span>
  )
}
