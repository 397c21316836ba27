import { suggestSlug } from '@/domain/client/slug'

/** Places of factories that are no zone's name; the zone's own cities come from the runtime. */
const TOWNS: Readonly<Record<string, string>> = {
  'Europe/Berlin':
    'aachen augsburg bielefeld bochum bremen chemnitz dortmund dresden duesseldorf duisburg erfurt essen frankfurt freiburg goettingen hamburg hannover heilbronn ingolstadt jena karlsruhe kassel koeln cologne leipzig magdeburg mannheim muenchen munich muenster nuernberg nuremberg paderborn regensburg rostock saarbruecken schweinfurt siegen stuttgart ulm wolfsburg wuerzburg zwickau',
  'Europe/Vienna': 'graz linz salzburg innsbruck steyr wels wien',
  'Europe/Zurich': 'basel bern winterthur genf geneva luzern zuerich',
  'Europe/Prague': 'brno pilsen plzen ostrava prag',
  'Europe/Warsaw': 'krakow wroclaw poznan gdansk katowice warschau',
  'America/Chicago': 'milwaukee dallas houston austin minneapolis st-louis kansas-city madison rockford peoria',
  'America/New_York': 'boston philadelphia atlanta cleveland columbus pittsburgh charlotte cincinnati greenville',
  'America/Detroit': 'grand-rapids flint lansing',
  'America/Los_Angeles': 'seattle portland san-francisco san-jose oakland',
  'Asia/Shanghai': 'suzhou shenzhen beijing wuxi taicang',
}

const TOWN_ZONE: ReadonlyMap<string, string> = new Map(
  Object.entries(TOWNS).flatMap(([zone, towns]) => towns.split(' ').map((town): [string, string] => [town, zone])),
)

/** The zone a city is in, as far as its name says it; null: ask. */
export function zoneOfCity(city: string, zones: readonly string[]): string | null {
  const slug = suggestSlug(city.split(/[,(/]/)[0] ?? '')
  if (slug === '') return null
  const named = zones.find((zone) => suggestSlug((zone.split('/').at(-1) ?? '').replaceAll('_', ' ')) === slug)
  return named ?? TOWN_ZONE.get(slug) ?? null
}
