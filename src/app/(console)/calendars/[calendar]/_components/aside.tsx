import { wallTime } from '@/domain/calendar/day'
import type { CalendarPage } from '@/services/calendar/get'
import type { Viewer } from '@/ui/i18n/server'
import { Section } from '@/ui/primitives/section'
import { AssignForm } from './assign-form'
import { ExplainBox } from './explain-box'
import { Places } from './places'
import { Versions } from './versions'

interface Props {
  data: CalendarPage
  today: string
  mayManage: boolean
  viewer: Viewer
}

/** Why a minute counts, who follows the calendar, every version. */
export function Aside({ data, today, mayManage, viewer }: Props) {
  const places = data.places.map(({ id, siteId, level, name, zone }) => ({ id, siteId, level, name, zone }))
  const here = data.places.find(({ follows }) => follows?.calendarId === data.id) ?? data.places[0]
  return (
    <div className="grid content-start gap-6">
      {here && (
        <Section title={viewer.m.calendar.explain.title}>
          <ExplainBox
            places={places}
            first={{ placeId: here.id, local: `${wallTime(here.zone, data.now).slice(0, 10)}T02:30` }}
          />
        </Section>
      )}
      <Places data={data} viewer={viewer}>
        {mayManage && places.length > 0 && <AssignForm calendarId={data.id} places={places} today={today} />}
      </Places>
      <Versions data={data} today={today} viewer={viewer} />
    </div>
  )
}
