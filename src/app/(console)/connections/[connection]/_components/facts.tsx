import type { ConnectionDetail } from '@/services/connection/get'
import type { Viewer } from '@/ui/i18n/server'
import { DefinitionList } from '@/ui/primitives/definition-list'
import { Numeral } from '@/ui/primitives/number'
import { plantTime } from '@/ui/primitives/plant-time'
import { NearTime } from '../../../_components/figures'

/** The zone in which this connection's moments are told: its plant's, else the reader's. */
export function zoneOf({ zone }: ConnectionDetail, viewer: Viewer): string {
  return zone ?? viewer.zone ?? 'UTC'
}

/** Where it is, how far it is copied, and what keeps it from being read. */
export function ConnectionFacts({ data, viewer }: { data: ConnectionDetail; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.connection.page
  const zone = zoneOf(data, viewer)
  const at = (moment: Date) => <NearTime at={moment} now={new Date()} zone={zone} viewer={viewer} />
  const day = (moment: Date) => plantTime(moment, { zone, locale, detail: 'date' })
  const items = [
    { term: words.address, value: <span className="font-mono text-12">{data.baseUrl}</span> },
    { term: words.key, value: f(words.keySince, { hint: data.credentialHint, at: day(data.credentialAt) }) },
    { term: words.every, value: f(words.everyS, { seconds: data.everyS }) },
    ...(data.siteName ? [{ term: words.plant, value: data.siteName }] : []),
    { term: words.runs, value: <Numeral value={data.runsCopied} locale={locale} /> },
    ...(data.watermark ? [{ term: words.upTo, value: <span className="tabular-nums">{data.watermark}</span> }] : []),
    { term: words.open, value: <Numeral value={data.openRuns} locale={locale} /> },
    { term: m.connection.columns.last, value: data.lastOkAt ? at(data.lastOkAt) : m.connection.never },
    ...(data.isPaused ? [] : [{ term: words.next, value: at(data.nextSyncAt) }]),
  ]
  return (
    <div className="grid gap-3">
      {data.failingSince && data.problem && (
        <p className="border-down-fill border-l-2 pl-3 font-medium text-down-ink">
          {f(words.failingSince, {
            at: plantTime(data.failingSince, { zone, locale, detail: 'full' }),
            problem: data.problem,
          })}
        </p>
      )}
      <DefinitionList items={items} />
    </div>
  )
}
