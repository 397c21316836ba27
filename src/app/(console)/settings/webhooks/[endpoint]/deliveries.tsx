import type { WebhookDelivery } from '@/services/webhook/list'
import type { Messages } from '@/ui/i18n/messages'
import type { viewer } from '@/ui/i18n/server'
import { PlantTime, plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { Replay } from '../_components/replay'

interface DeliveriesProps {
  endpointId: string
  deliveries: readonly WebhookDelivery[]
  t: Messages['webhook']
  f: Awaited<ReturnType<typeof viewer>>['f']
  locale: string
  zone: string
}

const GLYPH = { waiting: 'awaiting', delivered: 'ok', failed: 'down' } as const

/** The latest messages, each with its tries, what was sent, and a way to send it again. */
export function Deliveries({ endpointId, deliveries, t, f, locale, zone }: DeliveriesProps) {
  const full = { zone, locale, detail: 'full' } as const
  return (
    <Section title={t.log}>
      {deliveries.length === 0 && <p className="text-13 text-ink-2">{t.logEmpty}</p>}
      <ol className="grid gap-3">
        {deliveries.map(({ id, type, status, createdAt, nextAt, body, tries }) => (
          <li key={id} className="border-line border-b pb-3">
            <div className="flex flex-wrap items-center gap-x-3">
              <State kind={GLYPH[status]}>{t.message[status]}</State>
              <span className="min-w-0 flex-1 font-mono text-12">{type}</span>
              <PlantTime at={createdAt} {...full} />
              {status !== 'waiting' && <Replay endpointId={endpointId} messageId={id} />}
            </div>
            <ul className="mt-1 text-12 text-ink-2">
              {status === 'waiting' && nextAt && <li>{f(t.nextTry, { at: plantTime(nextAt, full) })}</li>}
              {tries.map(({ number, at, tookMs, status: said, detail }) => (
                <li key={number} className="[overflow-wrap:anywhere]">
                  {number}. <PlantTime at={at} {...full} /> · {said ?? t.noAnswer} ·{' '}
                  {f(t.channels.tookMs, { count: tookMs })} {detail}
                </li>
              ))}
            </ul>
            <details className="mt-1 text-12">
              <summary className="cursor-pointer text-ink-3">{t.body}</summary>
              <pre className="mt-1 overflow-x-auto rounded bg-sunken p-2 font-mono">{body}</pre>
            </details>
          </li>
        ))}
      </ol>
    </Section>
  )
}
