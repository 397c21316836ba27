import type { CheckpointPage } from '@/services/checkpoint/list'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { State } from '@/ui/primitives/state'
import { TextLink } from '@/ui/primitives/text-link'

/** How far the trail is fixed outside this database. */
export function CheckpointLine({ data, zone, viewer }: { data: CheckpointPage; zone: string; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const [last] = data.rows
  const words = m.proof.panel
  const newer = last ? data.entries - last.size : 0
  return (
    <p className="mb-3 flex flex-wrap items-baseline gap-x-3 text-12">
      {last ? (
        <State kind="resolved" className="whitespace-normal!">
          {f(words.last, {
            number: last.number,
            at: plantTime(last.at, { zone, locale, detail: 'full' }),
            size: last.size,
          })}{' '}
          {newer > 0 && f(words.newer, { count: newer })}
        </State>
      ) : (
        <State kind="unknown" className="whitespace-normal!">
          {words.none}
        </State>
      )}
      <TextLink href="/audit/checkpoints">{words.open}</TextLink>
    </p>
  )
}
