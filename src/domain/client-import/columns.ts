const FIELDS = [
  'client',
  'clientSlug',
  'site',
  'city',
  'zone',
  'area',
  'line',
  'system',
  'systemKind',
  'workflowKey',
  'workflow',
  'tier',
] as const
export type Field = (typeof FIELDS)[number]

/** What people call the columns, in English and German, without spaces, accents and punctuation. */
const ALIASES: Readonly<Record<Field, string>> = {
  client: 'client clientname customer customername manufacturer company kunde kundenname hersteller firma mandant',
  clientSlug: 'clientslug clientkey clientid slug kundenkuerzel kuerzel kurzname',
  site: 'site sitename plant plantname works location factory werk standort betrieb fabrik',
  city: 'city town place stadt ort',
  zone: 'zone timezone tz ianazone zeitzone',
  area: 'area department hall bereich halle abteilung',
  line: 'line productionline linie fertigungslinie anlage',
  system: 'system systemname application anwendung',
  systemKind: 'systemkind systemtype kindofsystem systemart systemtyp',
  workflowKey: 'workflowkey key workflowid automationkey schluessel workflowschluessel',
  workflow: 'workflow workflowname automation automationname job jobname ablauf automatisierung prozessname',
  tier: 'tier criticality class stufe kritikalitaet klasse prioritaet',
}

const OF = new Map(FIELDS.flatMap((field) => ALIASES[field].split(' ').map((alias): [string, Field] => [alias, field])))

/** A heading without case, accents, blanks and signs; ä is ae. */
function plainHeading(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')
}

export interface Columns {
  /** field → index of its column */
  at: Partial<Record<Field, number>>
  /** headings as they stand in the file */
  headings: string[]
  /** read by nobody */
  ignored: string[]
  /** two columns that mean the same */
  doubled: Field | null
}

/** Which column holds what. */
export function mapColumns(headings: readonly string[]): Columns {
  const columns: Columns = { at: {}, headings: headings.map((each) => each.trim()), ignored: [], doubled: null }
  headings.forEach((heading, index) => {
    const field = OF.get(plainHeading(heading))
    if (!field) {
      if (heading.trim() !== '') columns.ignored.push(heading.trim())
    } else if (columns.at[field] !== undefined) columns.doubled ??= field
    else columns.at[field] = index
  })
  return columns
}
