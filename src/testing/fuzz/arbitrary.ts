import fc from 'fast-check'
import type { JsonSchema } from '@/http/rest/json-schema'

const ITEMS_MAX = 4
const TEXT_MAX = 60
const [EARLIEST, LATEST] = [new Date('2020-01-01T00:00:00Z'), new Date('2035-01-01T00:00:00Z')]

/** What values of a schema are drawn from: where `$ref` leads, and ids that exist, so that requests get past the first look-up. */
export interface World {
  components: Record<string, JsonSchema>
  ids: readonly string[]
}

type Values = fc.Arbitrary<unknown>
type Fields = Record<string, JsonSchema>

const number = (value: unknown, fallback: number) => (typeof value === 'number' ? value : fallback)

function matching(pattern: string): Values {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'))
  } catch {
    // Look-arounds are beyond the generator; the schema then refuses most of what comes instead.
    return fc.string({ maxLength: TEXT_MAX })
  }
}

function textOf(schema: JsonSchema, { ids }: World): Values {
  const { format, pattern } = schema
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid())
  if (format === 'date-time')
    return fc.date({ min: EARLIEST, max: LATEST, noInvalidDate: true }).map((at) => at.toISOString())
  if (typeof pattern === 'string') return matching(pattern)
  const minLength = number(schema.minLength, 0)
  const maxLength = Math.max(minLength, Math.min(number(schema.maxLength, TEXT_MAX), TEXT_MAX))
  return fc.string({ minLength, maxLength, unit: 'grapheme' })
}

function numberOf({ minimum, maximum, exclusiveMinimum }: JsonSchema, isWhole: boolean): Values {
  const min = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : number(minimum, -1_000_000)
  const max = number(maximum, 2_000_000_000)
  return isWhole ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) }) : fc.double({ min, max, noNaN: true })
}

function objectOf(schema: JsonSchema, world: World): Values {
  const {
    properties = {},
    required = [],
    additionalProperties,
  } = schema as {
    properties?: Fields
    required?: string[]
    additionalProperties?: unknown
  }
  const fields = Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, drawnFrom(field, world)]))
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
  if (typeof additionalProperties !== 'object' || additionalProperties === null) return known
  const more = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 12 }),
    drawnFrom(additionalProperties as JsonSchema, world),
    {
      maxKeys: ITEMS_MAX,
    },
  )
  return fc.tuple(more, known).map(([other, own]) => ({ ...other, ...own }))
}

function typedValue(type: unknown, schema: JsonSchema, world: World): Values {
  switch (type) {
    case 'string':
      return textOf(schema, world)
    case 'integer':
      return numberOf(schema, true)
    case 'number':
      return numberOf(schema, false)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'object':
      return objectOf(schema, world)
    case 'array': {
      const minLength = number(schema.minItems, 0)
      const maxLength = Math.max(minLength, Math.min(number(schema.maxItems, ITEMS_MAX), ITEMS_MAX))
      return fc.array(drawnFrom((schema.items ?? {}) as JsonSchema, world), { minLength, maxLength })
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** Values that a JSON Schema describes, as far as a schema says it: what it leaves open the verb may still refuse. */
export function drawnFrom(schema: JsonSchema, world: World): Values {
  if (typeof schema.$ref === 'string') {
    const named = world.components[schema.$ref.split('/').at(-1) ?? '']
    return named ? drawnFrom(named, world) : fc.jsonValue({ maxDepth: 2 })
  }
  if ('const' in schema) return fc.constant(schema.const)
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (Array.isArray(choices)) return fc.oneof(...(choices as JsonSchema[]).map((choice) => drawnFrom(choice, world)))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => typedValue(type, schema, world)))
  return typedValue(schema.type, schema, world)
}
