import { newId } from '@/lib/ids'
import type { Door } from './door'
import { onNode } from './node-adapter'
import { isPortalPath, servePortal } from './portal/serve'

/** The public portal: script-free HTML from a cache, never through Next. */
export const portalDoor: Door = {
  name: 'portal',
  match: (req, path) => (req.method === 'GET' || req.method === 'HEAD') && isPortalPath(path),
  handle: onNode((request) => servePortal(request, newId()), 0),
}
