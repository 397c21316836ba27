import { renderMetrics } from '@/infra/metrics'
import type { Door } from './door'
import { problem, sendProblem } from './problem'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** `/metrics`: for a scraper on this machine. Whoever comes from elsewhere, or through a proxy, learns nothing. */
export const metricsDoor: Door = {
  name: 'metrics',
  isInternal: true,
  match: (_req, path) => path === '/metrics',
  async handle({ req, res }) {
    const isForwarded = req.headers['x-forwarded-for'] !== undefined || req.headers.forwarded !== undefined
    if (isForwarded || !LOOPBACK.has(req.socket.remoteAddress ?? '')) {
      return sendProblem(res, problem(404, 'There is nothing here.'))
    }
    const { contentType, body } = await renderMetrics()
    res.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' })
    res.end(body)
  },
}
