import { KEY_SCOPES, SCOPE_PERMISSIONS } from '@/domain/access/permissions'
import { KEY_LENGTH_MAX } from '@/domain/idempotency/key'
import { ERROR_CODES, HTTP_STATUS } from '@/lib/errors'
import { TRANSPORT_CODES } from '../problem'
import { type JsonSchema, jsonSchemaOf } from './json-schema'
import { pathParams, type RestRoute } from './route'

const EXAMPLE_ID = '8e03978e-40d5-43dd-bc93-6894a57f9324'

const ABOUT =
  'Lists answer in pages: send `nextCursor` back as `cursor` until it is null. Fields may be added at any time.'

type Components = Record<string, JsonSchema>

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'what to change' },
    code: { type: 'string', enum: [...ERROR_CODES, ...TRANSPORT_CODES] },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'RFC 6901, into the body, query or path' },
          detail: { type: 'string' },
        },
      },
    },
  },
}

/** The narrowest key scope that holds the route's permission. */
function requiredScope(route: RestRoute): string {
  return KEY_SCOPES.find((scope) => SCOPE_PERMISSIONS[scope].includes(route.can)) ?? 'none'
}

function properties(schema: JsonSchema): Record<string, JsonSchema> {
  return (schema.properties ?? {}) as Record<string, JsonSchema>
}

function parameter(place: 'path' | 'query', name: string, schema: JsonSchema, isRequired: boolean): JsonSchema {
  const { description, ...rest } = schema
  return {
    name,
    in: place,
    required: isRequired,
    ...(typeof description === 'string' && { description }),
    schema: rest,
  }
}

const NAME: JsonSchema = { $ref: '#/components/parameters/IdempotencyKey' }

const IDEMPOTENCY_KEY: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  description: `A name of your own for this change, e.g. "${EXAMPLE_ID}". Sent again within 24 hours with the same body, nothing changes and the first answer comes back with \`Idempotency-Replayed: true\`. With another body: 422. While the first is still running: 409. A refused request is not kept.`,
  schema: { type: 'string', minLength: 1, maxLength: KEY_LENGTH_MAX },
}

function parametersOf(route: RestRoute, input: JsonSchema): JsonSchema[] {
  return [...fieldParameters(route, input), ...(route.isNameable ? [NAME] : [])]
}

function fieldParameters(route: RestRoute, input: JsonSchema): JsonSchema[] {
  const inPath = pathParams(route.path)
  const required = (input.required ?? []) as string[]
  const path = inPath.map((name) => parameter('path', name, properties(input)[name] ?? { type: 'string' }, true))
  if (route.method !== 'GET') return path
  const rest = Object.entries(properties(input)).filter(([name]) => !inPath.includes(name))
  return [...path, ...rest.map(([name, schema]) => parameter('query', name, schema, required.includes(name)))]
}

/** The input without what the path says; null when nothing is left. */
function bodyOf(route: RestRoute, input: JsonSchema): JsonSchema | null {
  const inPath = pathParams(route.path)
  const rest = Object.entries(properties(input)).filter(([name]) => !inPath.includes(name))
  if (route.method === 'GET' || rest.length === 0) return null
  const required = ((input.required ?? []) as string[]).filter((name) => !inPath.includes(name))
  const schema = { ...input, properties: Object.fromEntries(rest), required }
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}

function operationOf(route: RestRoute, components: Components): JsonSchema {
  const input = jsonSchemaOf(route.input, 'input', components)
  const output = jsonSchemaOf(route.output, 'output', components)
  const body = bodyOf(route, input)
  return {
    operationId: route.action,
    summary: route.summary,
    description: [route.description, `Needs a key with the scope \`${requiredScope(route)}\`.`]
      .filter(Boolean)
      .join('\n\n'),
    tags: [route.path.split('/')[3]],
    parameters: parametersOf(route, input),
    ...(body && { requestBody: body }),
    responses: {
      [route.status]: { description: 'Done.', content: { 'application/json': { schema: output } } },
      '4XX': { $ref: '#/components/responses/Problem' },
      '5XX': { $ref: '#/components/responses/Problem' },
    },
  }
}

/** The registry as an OpenAPI 3.1.1 document. */
export function openApiOf(routes: readonly RestRoute[]): JsonSchema {
  const schemas: Components = { Problem: PROBLEM }
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, schemas) }
  }
  const problem = {
    description: `Says what to change. Codes: ${ERROR_CODES.map((code) => `${code} ${HTTP_STATUS[code]}`).join(', ')}.`,
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Automation operations API', version: '1', description: ABOUT },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    paths,
    components: {
      schemas,
      parameters: { IdempotencyKey: IDEMPOTENCY_KEY },
      responses: {
        Problem: {
          ...problem,
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', bearerFormat: 'ak_<key id>_<secret>' } },
    },
  }
}
