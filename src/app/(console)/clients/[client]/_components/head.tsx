import type { ClientOverview } from '@/services/client/overview'
import { isAbnormal } from '@/services/health/state'
import type { Viewer } from '@/ui/i18n/server'
import { buttonClass } from '@/ui/primitives/button'
import { Glyph } from '@/ui/primitives/glyph'
import { PageHeader } from '@/ui/primitives/page-header'
import { plantTime } from '@/ui/primitives/plant-time'
import { stateGlyph } from '../../../_components/health'

function sentenceOf({ client, processes, loose }: ClientOverview, { m, f, locale, zone }: Viewer): string {
  const words = m.client.sentence
  if (client.archivedAt)
    return f(words.archived, { at: plantTime(client.archivedAt, { zone: zone ?? 'UTC', locale, detail: 'date' }) })
  const rows = [...processes.flatMap(({ workflows }) => workflows), ...loose]
  const abnormal = rows.filter(({ health }) => isAbnormal(health.state))
  if (rows.length === 0) return words.empty
  if (abnormal.length === 0) return f(words.calm, { count: rows.length })
  return f(words.abnormal, {
    count: abnormal.length,
    names: new Intl.ListFormat(locale).format(abnormal.slice(0, 4).map(({ name }) => name)),
  })
}

/** The client's name and state, what needs somebody, and the way to what the plant sees. */
export function Head({ data, viewer }: { data: ClientOverview; viewer: Viewer }) {
  const { client, state } = data
  const words = viewer.m.client
  const title = (
    <span className="flex items-center gap-2">
      <Glyph kind={stateGlyph(state)} size={20} />
      {client.name}
    </span>
  )
  const actions = client.portalPublic ? (
    <a className={buttonClass()} href={`/portal/${client.slug}`} target="_blank" rel="noreferrer">
      {words.portal}
    </a>
  ) : (
    <span className="self-center text-12 text-ink-3">{words.portalClosed}</span>
  )
  const eyebrow = client.sites.map(({ id, city }) => <span key={id}>{city}</span>)
  return <PageHeader eyebrow={eyebrow} title={title} sentence={sentenceOf(data, viewer)} actions={actions} />
}
