import { type AckView, readAckLink, spendAckLink } from '@/services/page/ack-link'
import { type AckPageProps, ackPage } from '@/ui/portal/ack-page'
import type { Door } from '../door'
import { onNode } from '../node-adapter'

const PATH = /^\/ack\/([0-9A-Za-z]{32})$/
const METHODS = new Set(['GET', 'HEAD', 'POST'])
/** The form has no fields. */
const BODY_BYTES = 1_024

/** Nothing of it may be kept, framed, followed or told to anybody: the address is the key. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}

const STATUS = { gone: 404, open: 200, taken: 200, used: 200, expired: 410 } as const

function propsOf(view: AckView): AckPageProps {
  const { resolved: brand, locale } = view.face
  return view.state === 'gone' ? { state: 'gone', brand, locale, name: '', incidents: [] } : { ...view, brand }
}

/** "I have it" from a mail, without signing in: GET looks, POST takes. Mail scanners only look. */
export const ackDoor: Door = {
  name: 'ack',
  match: (req, path, host) => host?.kind === 'partner' && METHODS.has(req.method ?? '') && PATH.test(path),
  handle: onNode(async (request, { host }) => {
    const [, token = ''] = PATH.exec(new URL(request.url).pathname) ?? []
    const tenantId = host.kind === 'partner' ? host.tenantId : ''
    const isPost = request.method === 'POST'
    const view = await (isPost ? spendAckLink : readAckLink)(tenantId, token)
    return new Response(ackPage(propsOf(view)), { status: STATUS[view.state], headers: HEADERS })
  }, BODY_BYTES),
}
