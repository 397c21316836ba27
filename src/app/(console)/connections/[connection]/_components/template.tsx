import type { ConnectionDetail } from '@/services/connection/get'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { State } from '@/ui/primitives/state'
import { zoneOf } from './facts'
import { TemplateFiles } from './template-files'

/** Error workflow and heartbeat to import, and whether they have arrived. */
export function Template({ data, viewer }: { data: ConnectionDetail; viewer: Viewer }) {
  const { m, f, locale } = viewer
  const words = m.connection.template
  const { templateAt, templateUsedAt } = data
  const at = (moment: Date) => plantTime(moment, { zone: zoneOf(data, viewer), locale, detail: 'full' })
  return (
    <Section title={words.title}>
      <div className="grid max-w-prose grid-cols-1 gap-3 py-2">
        <p className="text-ink-2">{words.hint}</p>
        {templateUsedAt && (
          <State kind="ok" className="whitespace-normal">
            {f(words.arrived, { at: at(templateUsedAt) })}
          </State>
        )}
        {!templateUsedAt && templateAt && (
          <State kind="awaiting" className="whitespace-normal">
            {f(words.waiting, { at: at(templateAt) })}
          </State>
        )}
        {!templateUsedAt && !templateAt && <State kind="unknown">{words.notMade}</State>}
        <TemplateFiles connectionId={data.id} isMade={templateAt !== null} />
      </div>
    </Section>
  )
}
