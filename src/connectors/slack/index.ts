import { requestOut } from '@/infra/http-out'
import { readAnswer } from '@/services/channel/answers'
import { type ChannelAdapter, jsonPost } from '@/services/channel/port'
import { slackBody } from './card'

/** Slack, by incoming webhook. It answers `ok` as plain text; anything else in a 200 is an error. */
export const slack: ChannelAdapter = {
  kind: 'slack',
  pace: { gapMs: 1000, burst: 3 },
  async send({ address }, message) {
    const answer = await requestOut(address, jsonPost(slackBody(message)))
    return readAnswer(answer, Date.now(), (text) => (text.trim() === 'ok' ? {} : { problem: 'Slack did not say ok' }))
  },
}
