import { z } from 'zod'
import { AppError, type ErrorDetail } from '@/lib/errors'

interface Properties {
  [name: string]: { type?: string | string[]; anyOf?: { type?: string }[] }
}

const PROPERTIES = new WeakMap<z.ZodType, Properties>()

/** The input's fields as JSON Schema; made once per verb. */
function propertiesOf(input: z.ZodType): Properties {
  const known = PROPERTIES.get(input)
  if (known) return known
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  const properties = (schema.properties ?? {}) as Properties
  PROPERTIES.set(input, properties)
  return properties
}

function typesOf(property: Properties[string]): string[] {
  return [property.type, ...(property.anyOf ?? []).map(({ type }) => type)].flat().filter((type) => type !== undefined)
}

/** A query string has only text: numbers and booleans become what the schema wants; other text stays and is judged there. */
function fromText(text: string, property: Properties[string] | undefined): unknown {
  const types = property ? typesOf(property) : []
  if ((types.includes('integer') || types.includes('number')) && /^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text)
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

function queryInput(search: URLSearchParams, input: z.ZodType): Record<string, unknown> {
  const properties = propertiesOf(input)
  const raw: Record<string, unknown> = {}
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name)
    const property = properties[name]
    if (property && typesOf(property).includes('array')) raw[name] = values
    else if (values.length > 1) throw invalid({ pointer: `/${name}`, detail: `${name}: is given twice; give it once` })
    else raw[name] = fromText(values[0] ?? '', property)
  }
  return raw
}

function invalid(detail: ErrorDetail): AppError {
  return new AppError('INVALID', detail.detail, [detail])
}

function bodyInput(body: unknown): Record<string, unknown> {
  if (body === undefined) return {}
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body }
  throw invalid({ pointer: '', detail: 'The body must be a JSON object.' })
}

export interface RawInput {
  params: Record<string, string>
  search: URLSearchParams
  body: unknown
}

/** One object for the verb's schema, from path, query and body. A field has one place: the path wins by refusing others. */
export function rawInput(
  method: string,
  input: z.ZodType,
  { params, search, body }: RawInput,
): Record<string, unknown> {
  const isRead = method === 'GET'
  if (!isRead && search.size > 0) {
    throw invalid({ pointer: '', detail: 'This route takes no query parameters. Put the fields into the JSON body.' })
  }
  const raw = isRead ? queryInput(search, input) : bodyInput(body)
  for (const name of Object.keys(params)) {
    if (name in raw) throw invalid({ pointer: `/${name}`, detail: `${name}: is in the path; leave it out here` })
  }
  return { ...raw, ...params }
}
