import { normalizeHost, resolveHost } from '@/services/partner/resolve-host'
import { openPortal } from '@/services/portal/open'
import { portalSnapshot } from '@/services/portal/snapshot'
import { PageCache } from './cache'
import { portalLocale, renderPortal } from './render'

const PATH = /^\/portal\/([a-z0-9-]{1,63})(\/status\.json)?$/
const HEADERS = {
  'cache-control': 'public, max-age=5, stale-if-error=86400',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'accept-language',
}

const pages = new PageCache()

export function isPortalPath(pathname: string): boolean {
  return PATH.test(pathname)
}

/** GET /portal/<client> and its status.json on the partner's host: cached, script-free, one client's data only. */
export async function servePortal(request: Request, requestId: string): Promise<Response> {
  const [, slug, json] = PATH.exec(new URL(request.url).pathname) ?? []
  const partner = await resolveHost(normalizeHost(request.headers.get('host') ?? ''))
  if (!slug || !partner) return notThere()
  const locale = portalLocale(request.headers.get('accept-language'))
  const kind = json ? 'json' : locale
  const page = await pages.get(`${partner.tenantId}/${slug}/${kind}`, Date.now(), async () => {
    const caller = await openPortal(partner.tenantId, slug, requestId)
    if (!caller) return null
    const snapshot = await portalSnapshot(caller, {})
    return json ? JSON.stringify(statusOf(snapshot)) : renderPortal(snapshot, locale)
  })
  if (!page) return notThere()
  const headers = {
    ...HEADERS,
    etag: page.etag,
    'content-type': json ? 'application/json' : 'text/html; charset=utf-8',
  }
  if (request.headers.get('if-none-match') === page.etag) return new Response(null, { status: 304, headers })
  return new Response(request.method === 'HEAD' ? null : page.body, { headers })
}

type Snapshot = Awaited<ReturnType<typeof portalSnapshot>>

/** The machine-readable twin: states only, no notes. */
function statusOf({ overall, components, asOf, zone }: Snapshot) {
  return {
    state: overall.state,
    asOf,
    zone,
    components: components.map(({ slug, phrase, state, since }) => ({ slug, phrase, state, since })),
  }
}

/** One answer for "no such client", "not public" and "not this partner's". */
function notThere(): Response {
  return new Response('There is no such page.\n', {
    status: 404,
    headers: { ...HEADERS, 'cache-control': 'no-store', 'content-type': 'text/plain' },
  })
}
