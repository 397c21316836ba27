'use client'
import type { HostItem } from '@/services/host/list'
import { useT } from '@/ui/i18n/context'
import { CopyField } from '@/ui/primitives/copy-field'
import type { GlyphKind } from '@/ui/primitives/glyph'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { HostActions } from './host-actions'

const GLYPH: Record<HostItem['status'], GlyphKind> = { pending: 'awaiting', proven: 'ok', failing: 'late' }

interface HostCardProps {
  claim: HostItem
  target: string
  zone: string
}

/** One host: whose it is, what the DNS says, and the steps until it answers. */
export function HostCard({ claim, target, zone }: HostCardProps) {
  const { t, f, locale } = useT('host')
  const { host, client, status, finding, checkedAt, releasedAt } = claim
  const when = (at: Date) => plantTime(at, { zone, locale, detail: 'full' })
  return (
    <li className="border-line border-b py-4">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="min-w-0 break-all font-medium font-mono text-15">{host}</h2>
        <State kind={GLYPH[status]}>{t.states[status]}</State>
        <span className="text-ink-2">{client ? f(t.ofClient, { client }) : t.ours}</span>
        <HostActions claim={claim} />
      </div>
      <p className="mt-1 text-ink-2">
        {finding && t.findings[finding]}{' '}
        {releasedAt && status === 'failing' && f(t.failing, { until: when(releasedAt) })}{' '}
        <span className="whitespace-nowrap text-12 text-ink-3">
          {checkedAt ? f(t.checked, { at: when(checkedAt) }) : t.never}
        </span>
      </p>
      <details open={status !== 'proven'} className="mt-2">
        <summary className="cursor-pointer py-1 text-brand-link max-sm:py-3">{t.steps.title}</summary>
        <Steps claim={claim} target={target} />
      </details>
    </li>
  )
}

function Steps({ claim: { proof }, target }: Omit<HostCardProps, 'zone'>) {
  const { t } = useT('host')
  const { steps, copy, copied } = t
  return (
    <div className="mt-2 grid max-w-180 gap-3">
      <p>{steps.proof}</p>
      <CopyField label={steps.recordName} value={proof.name} copy={copy} copied={copied} />
      <CopyField label={steps.recordValue} value={proof.value} copy={copy} copied={copied} />
      <p>{steps.point}</p>
      <CopyField label={steps.target} value={target} copy={copy} copied={copied} />
      <p>{steps.tls}</p>
    </div>
  )
}
