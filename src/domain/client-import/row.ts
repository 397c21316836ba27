import { zClientSlug, zName, zSlug } from '@/domain/client/schema'
import { suggestSlug } from '@/domain/client/slug'
import { SYSTEM_KINDS } from '@/domain/workflow/schema'
import { isZone } from '@/lib/zone'
import type { Columns, Field } from './columns'

const PROBLEMS = [
  'required',
  'formula',
  'name',
  'slug',
  'zone',
  'tier',
  'kind',
  'needs_site',
  'needs_area',
  'archived',
  'retired',
  'contradicts',
  'not_yours',
] as const
type ProblemCode = (typeof PROBLEMS)[number]

/** Why a row is refused, pointing at a column; `row` is the other one it contradicts. */
export interface RowProblem {
  field: Field
  code: ProblemCode
  row?: number
}

export type SystemKind = (typeof SYSTEM_KINDS)[number]

/** A row as it was meant: null = nothing said. */
export interface ImportRow {
  client: string
  clientSlug: string
  site: { name: string; slug: string } | null
  city: string | null
  zone: string | null
  area: { name: string; slug: string } | null
  line: { name: string; slug: string } | null
  system: { name: string; kind: SystemKind | null } | null
  workflow: { key: string; name: string | null; tier: number | null } | null
}

/** A spreadsheet would calculate it. Our own exports put an apostrophe before such text; that one is taken off. */
const FORMULA = /^[=+\-@\t\r]/
const ESCAPED = /^'(?=[=+\-@])/

const KIND_WORDS: Readonly<Record<string, SystemKind>> = {
  lvs: 'wms',
  warenwirtschaft: 'erp',
  iot: 'iiot',
  app: 'partner_app',
  partnerapp: 'partner_app',
}

function kindOf(text: string): SystemKind | null {
  const plain = text.toLowerCase().replace(/[^a-z_]/g, '')
  return SYSTEM_KINDS.find((kind) => kind === plain) ?? KIND_WORDS[plain] ?? null
}

const isName = (text: string, max: number) => zName('name', max).safeParse(text).success

/** Reads one row; every field that is wrong is named. */
export function readRow(cells: readonly string[], { at }: Columns): { row: ImportRow | null; problems: RowProblem[] } {
  const problems: RowProblem[] = []
  const wrong = (field: Field, code: ProblemCode) => void problems.push({ field, code })
  const text = (field: Field, max = 120): string | null => {
    const raw = (cells[at[field] ?? -1] ?? '').trim()
    if (raw === '') return null
    const value = raw.replace(ESCAPED, '')
    if (value === raw && FORMULA.test(raw)) wrong(field, 'formula')
    else if (!isName(value, max)) wrong(field, 'name')
    return value
  }
  const named = (field: Field) => {
    const name = text(field)
    if (name === null) return null
    const slug = suggestSlug(name)
    if (!zSlug.safeParse(slug).success) wrong(field, 'slug')
    return { name, slug }
  }
  const client = text('client')
  const clientSlug = text('clientSlug', 63)?.toLowerCase() ?? suggestSlug(client ?? '')
  if (client === null) wrong('client', 'required')
  else if (!zClientSlug.safeParse(clientSlug).success)
    wrong(at.clientSlug === undefined ? 'client' : 'clientSlug', 'slug')
  const row: ImportRow = {
    ...{ client: client ?? '', clientSlug, site: named('site'), city: text('city'), zone: text('zone', 64) },
    ...{ area: named('area'), line: named('line'), system: systemOf(text, wrong), workflow: workflowOf(text, wrong) },
  }
  if (row.zone !== null && !isZone(row.zone)) wrong('zone', 'zone')
  for (const field of ['city', 'zone', 'area', 'line'] as const)
    if (row[field] !== null && row.site === null) wrong(field, 'needs_site')
  if (row.line !== null && row.area === null) wrong('line', 'needs_area')
  return { row: problems.length > 0 ? null : row, problems }
}

type Text = (field: Field, max?: number) => string | null
type Wrong = (field: Field, code: ProblemCode) => void

function systemOf(text: Text, wrong: Wrong): ImportRow['system'] {
  const [name, said] = [text('system', 80), text('systemKind', 40)]
  const kind = said === null ? null : kindOf(said)
  if (said !== null && kind === null) wrong('systemKind', 'kind')
  if (name === null && said !== null) wrong('system', 'required')
  return name === null ? null : { name, kind }
}

function workflowOf(text: Text, wrong: Wrong): ImportRow['workflow'] {
  const [key, name, said] = [text('workflowKey', 200), text('workflow'), text('tier', 10)]
  const tier = said === null ? null : Number(/^(?:tier|stufe)?\s*([1-4])$/i.exec(said)?.[1] ?? Number.NaN)
  if (Number.isNaN(tier)) wrong('tier', 'tier')
  if (key === null && name === null) {
    if (said !== null) wrong('workflow', 'required')
    return null
  }
  return { key: key ?? name ?? '', name, tier }
}
