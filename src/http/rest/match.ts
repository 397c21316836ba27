import type { Method, RestRoute } from './route'

export type Match =
  | { kind: 'route'; route: RestRoute; params: Record<string, string> }
  | { kind: 'method'; allow: Method[] }
  | { kind: 'none' }

/** The values of `{name}` segments, or null when the path is another one. */
function paramsOf(template: string, segments: readonly string[]): Record<string, string> | null {
  const parts = template.split('/')
  if (parts.length !== segments.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name && segment !== '') params[name] = segment
    else if (part !== segment) return null
  }
  return params
}

function decoded(pathname: string): string[] | null {
  try {
    return pathname.split('/').map(decodeURIComponent)
  } catch {
    return null
  }
}

/** Finds the route of a request; HEAD is answered by GET. */
export function matchRoute(routes: readonly RestRoute[], method: string, pathname: string): Match {
  const segments = decoded(pathname)
  if (!segments) return { kind: 'none' }
  const wanted = method === 'HEAD' ? 'GET' : method
  const allow: Method[] = []
  for (const route of routes) {
    const params = paramsOf(route.path, segments)
    if (params && route.method === wanted) return { kind: 'route', route, params }
    if (params) allow.push(route.method)
  }
  return allow.length > 0 ? { kind: 'method', allow } : { kind: 'none' }
}
