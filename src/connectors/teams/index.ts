import { requestOut } from '@/infra/http-out'
import { readAnswer } from '@/services/channel/answers'
import { type ChannelAdapter, jsonPost } from '@/services/channel/port'
import { teamsBody } from './card'

/** Older addresses answer 200 and tell of the failure in the text. */
const FAILED = /delivery failed|http error \d|"error"\s*:/i
const BUSY = /http error (429|5\d\d)/i

/** Microsoft Teams, by a Workflows address. */
export const teams: ChannelAdapter = {
  kind: 'teams',
  pace: { gapMs: 1000, burst: 4 },
  async send({ address }, message) {
    const answer = await requestOut(address, jsonPost(teamsBody(message)))
    return readAnswer(answer, Date.now(), (text) =>
      FAILED.test(text) ? { problem: 'Teams reports a failure', isPassing: BUSY.test(text) } : {},
    )
  },
}
