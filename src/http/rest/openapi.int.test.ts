import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, it } from 'vitest'
import { openApiOf } from './openapi'
import { REST_ROUTES } from './registry'

const REWRITE = 'rm docs/api/openapi.json && npm test -- integration src/http/rest/openapi'

it('is the document that was reviewed and committed: a change of the public API is seen in its diff', async () => {
  const text = `${JSON.stringify(openApiOf(REST_ROUTES), null, 2)}\n`
  const path = '../../../docs/api/openapi.json'
  await expect(text, `The public API has changed. When that is wanted, write it anew: ${REWRITE}`).toMatchFileSnapshot(
    path,
  )
})

it('offers an Idempotency-Key with every change that can have one, and with nothing else', () => {
  const { paths } = openApiOf(REST_ROUTES) as { paths: Record<string, Record<string, { parameters: object[] }>> }
  const name = { $ref: '#/components/parameters/IdempotencyKey' }
  const without = REST_ROUTES.filter(({ kind, method, path }) => {
    const isOffered = paths[path]?.[method.toLowerCase()]?.parameters.some(
      (each) => JSON.stringify(each) === JSON.stringify(name),
    )
    return isOffered !== (kind === 'mutation')
  })
  // Asks a stranger's server, so it cannot be tied to one transaction.
  expect(without.map(({ action }) => action)).toEqual(['webhook.test'])
})

it('is valid OpenAPI 3.1 by the schema of its standard, and a document with a slip is not', async () => {
  const verdict = async (document: unknown) => new Validator().validate(JSON.parse(JSON.stringify(document)))
  const document = openApiOf(REST_ROUTES)
  expect(await verdict(document)).toEqual({ valid: true })
  expect((await verdict({ ...document, paths: { clients: {} } })).valid).toBe(false)
})
