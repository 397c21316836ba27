import { zoneOfCity } from '@/domain/onboarding/zone'
import { type Columns, type Field, mapColumns } from './columns'
import type { Csv } from './csv'
import { type ImportRow, type RowProblem, readRow, type SystemKind } from './row'

export const ROWS_MAX = 5_000
/** Rows that are applied in one transaction. */
export const CHUNK_ROWS = 100
const FIRST_TIER = 3

interface KnownSite {
  name: string
  city: string
  zone: string
}

interface KnownWorkflow {
  name: string
  tier: number
  lifecycle: 'unclaimed' | 'live' | 'retired'
  /** slug of its site */
  site: string | null
}

/** What is there already. Keys: client, client/site, client/site/area(/line), client/system, client/workflow key. */
export interface Known {
  clients: Map<string, { isArchived: boolean }>
  sites: Map<string, KnownSite>
  equipment: Set<string>
  systems: Set<string>
  workflows: Map<string, KnownWorkflow>
  /** the caller may make clients; else what is not known is somebody else's */
  mayCreateClients: boolean
}

/** One call of one verb. */
export type Action =
  | { verb: 'client.create'; client: string; name: string }
  | ({ verb: 'site.create'; client: string; site: string } & KnownSite)
  | { verb: 'site.update'; client: string; site: string; city?: string; zone?: string }
  | { verb: 'equipment.create'; path: string; level: 'area' | 'line'; name: string }
  | { verb: 'system.create'; client: string; name: string; kind: SystemKind }
  | ({ verb: 'workflow.create' | 'workflow.claim'; client: string; key: string; system: string | null } & WorkflowFacts)
  | ({ verb: 'workflow.update'; client: string; key: string } & Partial<WorkflowFacts>)

interface WorkflowFacts {
  name: string
  tier: number
  site: string | null
}

export type Outcome = 'create' | 'update' | 'skip' | 'error'

export interface PlannedRow {
  /** line in the file */
  line: number
  outcome: Outcome
  actions: Action[]
  problems: RowProblem[]
}

export interface Plan {
  columns: Columns
  rows: PlannedRow[]
}

interface Filed {
  city: string | null
  zone: string | null
}

function filedSites(rows: readonly (ImportRow | null)[]): Map<string, Filed> {
  const filed = new Map<string, Filed>()
  for (const row of rows) {
    if (!row?.site) continue
    const key = `${row.clientSlug}/${row.site.slug}`
    const before = filed.get(key)
    filed.set(key, { city: before?.city ?? row.city, zone: before?.zone ?? row.zone })
  }
  return filed
}

/** Says what a row would do, and remembers it for the rows below. */
class Planner {
  /** value this file said, and on which line */
  private readonly said = new Map<string, { value: string; line: number }>()

  constructor(
    private readonly known: Known,
    private readonly zones: readonly string[],
    /** city and zone of each site as the file says them anywhere: a row may lean on one below it */
    private readonly filed: ReadonlyMap<string, Filed>,
  ) {}

  /** A row that says another value than an earlier row of the same file cannot be meant. */
  private contradiction(line: number, values: readonly [Field, string, string | number | null][]): RowProblem | null {
    for (const [field, key, value] of values) {
      if (value === null) continue
      const earlier = this.said.get(`${field} ${key}`)
      if (earlier && earlier.value !== String(value)) return { field, code: 'contradicts', row: earlier.line }
    }
    for (const [field, key, value] of values)
      if (value !== null && !this.said.has(`${field} ${key}`))
        this.said.set(`${field} ${key}`, { value: String(value), line })
    return null
  }

  private refusal(row: ImportRow, line: number): RowProblem | null {
    const client = this.known.clients.get(row.clientSlug)
    if (client?.isArchived) return { field: 'client', code: 'archived' }
    if (!client && !this.known.mayCreateClients) return { field: 'client', code: 'not_yours' }
    const workflow = row.workflow && this.known.workflows.get(`${row.clientSlug}/${row.workflow.key}`)
    if (workflow?.lifecycle === 'retired') return { field: 'workflow', code: 'retired' }
    const site = row.site && this.known.sites.get(`${row.clientSlug}/${row.site.slug}`)
    if (row.site && !site && this.cityOf(row) === null) return { field: 'city', code: 'required' }
    if (row.site && !site && this.zoneOf(row) === null) return { field: 'zone', code: 'required' }
    const place = `${row.clientSlug}/${row.site?.slug}`
    const job = `${row.clientSlug}/${row.workflow?.key}`
    return this.contradiction(line, [
      ['city', place, row.city],
      ['zone', place, row.zone],
      ['tier', job, row.workflow?.tier ?? null],
      ['workflow', job, row.workflow?.name ?? null],
    ])
  }

  private filedOf({ clientSlug, site }: ImportRow): Filed | undefined {
    return this.filed.get(`${clientSlug}/${site?.slug}`)
  }

  private cityOf(row: ImportRow): string | null {
    return row.city ?? this.filedOf(row)?.city ?? null
  }

  private zoneOf(row: ImportRow): string | null {
    const city = this.cityOf(row)
    return row.zone ?? this.filedOf(row)?.zone ?? (city === null ? null : zoneOfCity(city, this.zones))
  }

  private client({ clientSlug: client, client: name }: ImportRow): Action[] {
    if (this.known.clients.has(client)) return []
    this.known.clients.set(client, { isArchived: false })
    return [{ verb: 'client.create', client, name }]
  }

  private site(row: ImportRow): Action[] {
    if (!row.site) return []
    const { clientSlug: client, city, zone, site } = row
    const key = `${client}/${site.slug}`
    const known = this.known.sites.get(key)
    if (!known) {
      const facts = { name: site.name, city: this.cityOf(row) ?? '', zone: this.zoneOf(row) ?? 'UTC' }
      this.known.sites.set(key, facts)
      return [{ verb: 'site.create', client, site: site.slug, ...facts }]
    }
    const patch = {
      ...(city !== null && city !== known.city && { city }),
      ...(zone !== null && zone !== known.zone && { zone }),
    }
    if (Object.keys(patch).length === 0) return []
    this.known.sites.set(key, { ...known, ...patch })
    return [{ verb: 'site.update', client, site: site.slug, ...patch }]
  }

  private equipment({ clientSlug, site, area, line }: ImportRow): Action[] {
    if (!site || !area) return []
    const above = `${clientSlug}/${site.slug}/${area.slug}`
    const wanted: Extract<Action, { verb: 'equipment.create' }>[] = [
      { verb: 'equipment.create', path: above, level: 'area', name: area.name },
      ...(line
        ? [{ verb: 'equipment.create', path: `${above}/${line.slug}`, level: 'line', name: line.name } as const]
        : []),
    ]
    return wanted.filter(({ path }) => {
      const isNew = !this.known.equipment.has(path)
      this.known.equipment.add(path)
      return isNew
    })
  }

  private system({ clientSlug: client, system }: ImportRow): Action[] {
    const key = `${client}/${system?.name}`
    if (!system || this.known.systems.has(key)) return []
    this.known.systems.add(key)
    return [{ verb: 'system.create', client, name: system.name, kind: system.kind ?? 'partner_app' }]
  }

  private workflow({ clientSlug: client, workflow, site, system }: ImportRow): Action[] {
    if (!workflow) return []
    const key = `${client}/${workflow.key}`
    const known = this.known.workflows.get(key)
    if (!known || known.lifecycle === 'unclaimed') {
      const facts = { name: workflow.name ?? workflow.key, tier: workflow.tier ?? FIRST_TIER, site: site?.slug ?? null }
      this.known.workflows.set(key, { ...facts, lifecycle: 'live' })
      const verb = known ? 'workflow.claim' : 'workflow.create'
      return [{ verb, client, key: workflow.key, system: system?.name ?? null, ...facts }]
    }
    const patch = {
      ...(workflow.name !== null && workflow.name !== known.name && { name: workflow.name }),
      ...(workflow.tier !== null && workflow.tier !== known.tier && { tier: workflow.tier }),
      ...(site && site.slug !== known.site && { site: site.slug }),
    }
    if (Object.keys(patch).length === 0) return []
    this.known.workflows.set(key, { ...known, ...patch })
    return [{ verb: 'workflow.update', client, key: workflow.key, ...patch }]
  }

  plan(line: number, row: ImportRow): PlannedRow {
    const problem = this.refusal(row, line)
    if (problem) return { line, outcome: 'error', actions: [], problems: [problem] }
    const actions = [this.client(row), this.site(row), this.equipment(row), this.system(row), this.workflow(row)].flat()
    return { line, outcome: outcomeOf(actions), actions, problems: [] }
  }
}

function outcomeOf(actions: readonly Action[]): Outcome {
  if (actions.length === 0) return 'skip'
  return actions.some(({ verb }) => verb.endsWith('.create')) ? 'create' : 'update'
}

const copyOf = (known: Known): Known => ({
  ...known,
  clients: new Map(known.clients),
  sites: new Map(known.sites),
  equipment: new Set(known.equipment),
  systems: new Set(known.systems),
  workflows: new Map(known.workflows),
})

/** What a file would do to what is there, row by row; a row with a problem does nothing. Pure: `known` stays as it is. */
export function planImport({ rows: [head, ...rest] }: Pick<Csv, 'rows'>, known: Known, zones: readonly string[]): Plan {
  const columns = mapColumns(head?.cells ?? [])
  const read = rest.map(({ line, cells }) => ({ line, ...readRow(cells, columns) }))
  const planner = new Planner(copyOf(known), zones, filedSites(read.map(({ row }) => row)))
  const rows = read.map(
    ({ line, row, problems }): PlannedRow =>
      row ? planner.plan(line, row) : { line, outcome: 'error', actions: [], problems },
  )
  return { columns, rows }
}
