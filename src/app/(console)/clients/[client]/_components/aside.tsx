import type { ClientOverview } from '@/services/client/overview'
import type { Viewer } from '@/ui/i18n/server'
import { plantTime } from '@/ui/primitives/plant-time'
import { Section } from '@/ui/primitives/section'
import { TextLink } from '@/ui/primitives/text-link'
import { zoneName } from '../../../_components/figures'

interface Props {
  data: ClientOverview
  viewer: Viewer
}

const ROW = 'flex min-h-8 flex-wrap items-center justify-between gap-x-4 border-line border-b py-1'

/** Each plant with its own clock. */
export function Plants({ data, viewer, now, mayManage }: Props & { now: Date; mayManage: boolean }) {
  const { m, f, locale } = viewer
  const { client } = data
  const add = mayManage && <TextLink href={`/clients/${client.slug}/sites/new`}>{m.client.addSite}</TextLink>
  return (
    <Section title={m.client.sites} aside={add}>
      {client.sites.length === 0 && <p className="py-2 text-ink-2">{m.client.noSites}</p>}
      {client.sites.map((site) => (
        <div key={site.id} className={ROW}>
          <span>{site.name}</span>
          <span className="tabular-nums" title={site.zone}>
            {plantTime(now, { zone: site.zone, locale })} {zoneName(site.zone, now, locale)}
          </span>
          <span className="w-full text-12 text-ink-3">
            {site.city},{' '}
            {site.equipment.length > 0 ? f(m.client.lines, { count: site.equipment.length }) : m.client.linesNone},{' '}
            <TextLink className="underline" href={`/calendars?client=${client.slug}`}>
              {m.calendar.title}
            </TextLink>
          </span>
        </div>
      ))}
    </Section>
  )
}

export function SystemList({ data, viewer: { m } }: Props) {
  return (
    <Section title={m.client.systems}>
      {data.client.systems.length === 0 && <p className="py-2 text-ink-3">{m.client.noSystems}</p>}
      {data.client.systems.map((system) => (
        <p key={system.id} className={ROW}>
          <span>{system.name}</span>
          <span className="text-12 text-ink-3">{m.board.systemKinds[system.kind]}</span>
        </p>
      ))}
    </Section>
  )
}

export function Sources({ data, viewer: { m }, mayManage }: Props & { mayManage: boolean }) {
  return (
    <Section
      title={m.client.sources}
      aside={mayManage && <TextLink href="/settings/keys">{m.client.addSource}</TextLink>}
    >
      {data.client.sources.length === 0 && <p className="py-2 text-ink-3">{m.client.noSources}</p>}
      {data.client.sources.map((source) => (
        <p key={source.id} className={ROW}>
          <span>{source.name}</span>
          <span className="text-12 text-ink-3">{m.client.sourceKinds[source.kind]}</span>
        </p>
      ))}
    </Section>
  )
}

/** Who sees this client; those on duty first. Left out for people who may not see people. */
export function Members({ data, viewer }: Props) {
  const { m, f, locale, zone } = viewer
  if (!data.members) return null
  return (
    <Section title={m.client.members}>
      {data.members.map((member) => (
        <p key={member.userId} className={ROW}>
          <span>{member.name}</span>
          <span className="text-12 text-ink-3">
            {member.onDutySince
              ? f(m.client.onDuty, {
                  at: plantTime(member.onDutySince, { zone: zone ?? 'UTC', locale, detail: 'weekday' }),
                })
              : m.members.roles[member.role]}
          </span>
        </p>
      ))}
    </Section>
  )
}
