import { storage } from '@/infra/storage'
import { normalizeHost, resolveHost } from '@/services/partner/resolve-host'
import { openReportLink } from '@/services/report/open-link'
import type { Door } from './door'
import { onNode } from './node-adapter'

const PATH = /^\/r\/([A-Za-z0-9_-]{20,64})$/

const ANSWERS = {
  unknown: [404, 'There is no such report. Copy the whole link from the mail.\n'],
  expired: [410, 'This link is over. Sign in to read the report, or ask for a new mail.\n'],
  withdrawn: [410, 'This report was withdrawn. A corrected one will come by mail.\n'],
} as const

const QUIET = { 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }

async function serveReport(request: Request): Promise<Response> {
  const [, token = ''] = PATH.exec(new URL(request.url).pathname) ?? []
  const host = await resolveHost(normalizeHost(request.headers.get('host') ?? ''))
  const opened = host ? await openReportLink(host.tenantId, token) : 'unknown'
  if (typeof opened === 'string') {
    const [status, words] = ANSWERS[opened]
    return new Response(words, { status, headers: { ...QUIET, 'content-type': 'text/plain; charset=utf-8' } })
  }
  const bytes = await storage().get(opened.path)
  if (!bytes) return new Response('The file is being made. Try again in a minute.\n', { status: 503, headers: QUIET })
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
    headers: {
      ...QUIET,
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${opened.fileName}"`,
      'x-content-type-options': 'nosniff',
    },
  })
}

/** The link in a report's mail: the PDF of one delivery, until the link ends. */
export const reportDoor: Door = {
  name: 'report',
  match: (req, path) => (req.method === 'GET' || req.method === 'HEAD') && PATH.test(path),
  handle: onNode(serveReport, 0),
}
