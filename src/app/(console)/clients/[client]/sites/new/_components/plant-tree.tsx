import type { EquipmentFields, SiteFields } from '@/services/client/form'
import type { Messages } from '@/ui/i18n/messages'

interface PlantTreeProps {
  sites: readonly SiteFields[]
  equipment: readonly EquipmentFields[]
  words: Messages['registry']
}

/** Plants with their areas and lines, as the plant is built. */
export function PlantTree({ sites, equipment, words }: PlantTreeProps) {
  if (sites.length === 0) return <p className="py-3 text-ink-2">{words.site.none}</p>
  const under = (siteId: string, parentId: string | null) =>
    equipment.filter((node) => node.siteId === siteId && node.parentId === parentId)
  return (
    <ul>
      {sites.map((site) => (
        <li key={site.id} className="border-line border-b py-2">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-medium">{site.name}</span>
            <span className="text-12 text-ink-3">{site.zone}</span>
          </p>
          <ul>
            {under(site.id, null).map((area) => (
              <li key={area.id} className="pl-4">
                {area.name}
                <ul className="text-ink-2">
                  {under(site.id, area.id).map((line) => (
                    <li key={line.id} className="pl-4">
                      {line.name}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
