import type { KeyRow } from '@/services/checkpoint/list'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { RotateKey } from './rotate-key'

interface KeyListProps {
  keys: readonly KeyRow[]
  zone: string
  viewer: Viewer
  mayManage: boolean
}

/** The keys that signed, the live one first; each whole, because people compare it letter by letter. */
export function KeyList({ keys, zone, viewer, mayManage }: KeyListProps) {
  const { m, f, locale } = viewer
  const t = m.proof.keys
  const time = (at: Date) => plantTime(at, { zone, locale, detail: 'full' })
  return (
    <Section title={t.title} note={t.note} aside={mayManage && keys.length > 0 && <RotateKey />}>
      {keys.length === 0 && <p className="mt-2 text-ink-3">{t.none}</p>}
      <ul>
        {keys.map(({ fingerprint, validFrom, retiredAt }) => (
          <li key={fingerprint} className="flex flex-wrap items-baseline gap-x-6 border-line border-b py-2">
            <State kind={retiredAt ? 'paused' : 'ok'} className="sm:w-48">
              {retiredAt ? t.retired : t.live}
            </State>
            <span className="text-12 text-ink-2 sm:w-72">
              {retiredAt
                ? f(t.span, { from: time(validFrom), to: time(retiredAt) })
                : f(t.since, { from: time(validFrom) })}
            </span>
            <code className="min-w-0 font-mono text-12 [overflow-wrap:anywhere]">
              {fingerprint.match(/.{8}/g)?.join(' ')}
            </code>
          </li>
        ))}
      </ul>
    </Section>
  )
}
