import fc from 'fast-check'
import { type JsonSchema, jsonSchemaOf } from '@/http/rest/json-schema'
import { pathParams, type RestRoute } from '@/http/rest/route'
import { drawnFrom, type World } from './arbitrary'

/** One request as it goes over the wire. */
export interface Case {
  path: string
  headers: Record<string, string>
  body: string | Uint8Array | null
}

export const KINDS = ['valid', 'mutated', 'raw'] as const
export type Kind = (typeof KINDS)[number]

type Input = Record<string, unknown>

/** What people, scripts and attackers put where something else belongs. */
const ODD: readonly unknown[] = [
  ...[null, true, 0, -1, 1e308, 2 ** 53, 0.1, '', ' ', 'x'.repeat(10_000), '\u0000', '\ud800', '𝕏', '../..', '%00'],
  ...["'; DROP TABLE client; --", '2026-13-45', '9999-12-31T23:59:59Z', '00000000-0000-0000-0000-000000000000'],
  ...[[], {}, [[[]]], { $ref: '#' }, JSON.parse('{"__proto__":{"admin":true}}')],
]
const JSON_TYPE = { 'content-type': 'application/json' }

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** Half a character becomes the replacement character, as in every address. */
const wellFormed = (text: string) => Buffer.from(text).toString()

function queryOf(input: Input): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(input))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, asText(one))
  return search.size > 0 ? `?${search}` : ''
}

/** The input where it belongs: path, then query or body. */
function requestOf({ method, path }: RestRoute, input: Input): Case {
  const names = pathParams(path)
  const filled = names.reduce(
    (text, name) => text.replace(`{${name}}`, encodeURIComponent(wellFormed(asText(input[name] ?? 'none'))) || '-'),
    path as string,
  )
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)))
  if (method === 'GET') return { path: `${filled}${queryOf(rest)}`, headers: {}, body: null }
  const isEmpty = Object.keys(rest).length === 0
  return { path: filled, headers: isEmpty ? {} : JSON_TYPE, body: isEmpty ? null : JSON.stringify(rest) }
}

/** One field broken, taken away or added. */
function broken(input: fc.Arbitrary<Input>): fc.Arbitrary<Input> {
  return fc.tuple(input, fc.nat(), fc.constantFrom(...ODD), fc.nat(3)).map(([given, at, odd, way]) => {
    const names = Object.keys(given)
    const name = names[at % Math.max(1, names.length)]
    if (name === undefined || way === 3) return { ...given, surplus: odd }
    if (way === 2) return Object.fromEntries(Object.entries(given).filter(([key]) => key !== name))
    return { ...given, [name]: odd }
  })
}

const headerText = fc.stringMatching(/^[ -~]{0,80}$/).map((text) => text.trim())

/** Nothing of it is as it should be but the address up to the first name. */
function raw(route: RestRoute): fc.Arbitrary<Case> {
  const segment = fc
    .string({ minLength: 1, maxLength: 40, unit: 'binary' })
    .map((text) => encodeURIComponent(wellFormed(text)))
  const path = fc
    .array(segment, { minLength: 3, maxLength: 3 })
    .map((parts) =>
      pathParams(route.path).reduce(
        (text, name, at) => text.replace(`{${name}}`, parts[at] ?? '-'),
        route.path as string,
      ),
    )
  const headers = fc.record(
    {
      'content-type': fc.oneof(fc.constant('application/json'), headerText),
      'idempotency-key': headerText,
      accept: headerText,
    },
    { requiredKeys: [] },
  )
  const body = route.method === 'GET' ? fc.constant(null) : fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.json())
  return fc
    .tuple(path, fc.webQueryParameters(), headers, body)
    .map(([at, query, given, sent]) => ({ path: `${at}?${query}`, headers: given, body: sent }))
}

/** Cases of one route and kind; the same for the same seed. */
export function casesOf(
  route: RestRoute,
  { kind, count, seed, ids }: { kind: Kind; count: number; seed: number; ids: World['ids'] },
): Case[] {
  const components: Record<string, JsonSchema> = {}
  const schema = jsonSchemaOf(route.input, 'input', components)
  const valid = drawnFrom(schema, { components, ids }).map((value) => ({ ...(value as Input) }))
  const requests = {
    valid: () => valid.map((input) => requestOf(route, input)),
    mutated: () => broken(valid).map((input) => requestOf(route, input)),
    raw: () => raw(route),
  }
  return fc.sample(requests[kind](), { numRuns: count, seed })
}
