import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { matchRoute } from './match'
import type { RestRoute } from './route'

function at(method: RestRoute['method'], path: RestRoute['path']): RestRoute {
  return {
    method,
    path,
    action: path,
    can: 'self',
    kind: 'query',
    input: z.object(),
    output: z.object(),
    status: 200,
    summary: '',
    isNameable: false,
    run: async () => null,
  }
}
const routes = [
  at('GET', '/api/v1/incidents'),
  at('GET', '/api/v1/incidents/{incidentId}'),
  at('POST', '/api/v1/incidents/{incidentId}/notes'),
]

describe('matchRoute', () => {
  it('takes segments as fields, decoded', () => {
    expect(matchRoute(routes, 'POST', '/api/v1/incidents/a%2Fb/notes')).toMatchObject({
      kind: 'route',
      params: { incidentId: 'a/b' },
    })
  })

  it('answers HEAD with GET', () => {
    expect(matchRoute(routes, 'HEAD', '/api/v1/incidents')).toMatchObject({ kind: 'route', route: { method: 'GET' } })
  })

  it('names the methods that would do', () => {
    expect(matchRoute(routes, 'DELETE', '/api/v1/incidents/1')).toEqual({ kind: 'method', allow: ['GET'] })
  })

  it.each([
    '/api/v1/incident',
    '/api/v1/incidents/',
    '/api/v1/incidents/1/2/3',
    '/api/v1/incidents/%E0%A4%A',
    '/api/v1',
  ])('knows nothing at %s', (path) => {
    expect(matchRoute(routes, 'GET', path)).toEqual({ kind: 'none' })
  })
})
