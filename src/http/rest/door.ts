import { newId } from '@/lib/ids'
import type { Door } from '../door'
import { onNode } from '../node-adapter'
import { problem, sendProblem } from '../problem'
import { answerRest } from './answer'

/** No verb of the API takes more. */
const BODY_BYTES_MAX = 256 * 1024

/** What `Request` can hold; the others are refused before one is made. */
const KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const answer = onNode((request, { host }) => {
  const hostTenantId = host.kind === 'partner' ? host.tenantId : null
  return answerRest(request, { requestId: newId(), hostTenantId })
}, BODY_BYTES_MAX)

/** The public REST API and its document. Stands after the doors of single paths: it answers 404 for the rest of /api/v1. */
export const restDoor: Door = {
  name: 'rest',
  match: (_req, path) => path === '/api/v1' || path.startsWith('/api/v1/'),
  handle: async (request) => {
    const method = request.req.method ?? ''
    if (KNOWN.has(method)) await answer(request)
    else sendProblem(request.res, problem(405, `${method} is not used here.`))
  },
}
