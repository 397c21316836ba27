import { z } from 'zod'
import { env } from '@/env'
import { requestOut } from '@/infra/http-out'
import { type Acceptance, readAnswer } from '@/services/channel/answers'
import { type ChannelAdapter, type ChannelMessage, type ChannelOutcome, jsonPost } from '@/services/channel/port'
import { type Action, pagerDutyBody } from './event'

const zTaken = z.object({ status: z.literal('success'), dedup_key: z.string().optional() })

function accepts(text: string): Acceptance {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { problem: 'PagerDuty sent no JSON' }
  }
  const taken = zTaken.safeParse(body)
  if (!taken.success) return { problem: 'PagerDuty did not say success' }
  return taken.data.dedup_key ? { providerId: taken.data.dedup_key } : {}
}

async function post(routingKey: string, action: Action, message: ChannelMessage): Promise<ChannelOutcome> {
  const answer = await requestOut(env.PAGERDUTY_EVENTS_URL, jsonPost(pagerDutyBody(routingKey, action, message)))
  return readAnswer(answer, Date.now(), accepts)
}

/** PagerDuty, by Events API v2. A repeat is told by its dedup_key; a test opens an alert and closes it at once. */
export const pagerduty: ChannelAdapter = {
  kind: 'pagerduty',
  pace: { gapMs: 500, burst: 20 },
  async send({ address }, message) {
    const { event } = message
    if (event === 'note') return { outcome: 'sent', detail: 'PagerDuty keeps no notes of others; nothing was sent.' }
    if (event !== 'test') return post(address, event, message)
    const opened = await post(address, 'trigger', message)
    return opened.outcome === 'sent' ? post(address, 'resolve', message) : opened
  },
}
