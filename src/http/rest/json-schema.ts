import { z } from 'zod'

export type JsonSchema = Record<string, unknown>

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>

/** Dates travel as RFC 3339 text; the bounds that zod gives every integer say nothing. */
const override: Override = ({ zodSchema, jsonSchema }) => {
  if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

/** Every `#/$defs/X` becomes a component. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    key === '$ref' && typeof item === 'string' ? item.replace('#/$defs/', '#/components/schemas/') : relocate(item),
  ])
  return Object.fromEntries(entries)
}

function withoutIds({ id: _, $id: __, ...schema }: JsonSchema): JsonSchema {
  return schema
}

/** One schema as OpenAPI 3.1 wants it; schemas with `.meta({ id })` go into `components` and are referred to. */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  components: Record<string, JsonSchema>,
): JsonSchema {
  // Inside an object even the outermost schema is one that can be referred to.
  const outer = z.toJSONSchema(z.object({ it: schema }), { io, unrepresentable: 'any', override }) as JsonSchema
  for (const [id, definition] of Object.entries((outer.$defs ?? {}) as Record<string, JsonSchema>)) {
    components[id] = relocate(withoutIds(definition)) as JsonSchema
  }
  return relocate((outer.properties as Record<string, JsonSchema>).it) as JsonSchema
}
