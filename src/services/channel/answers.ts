import { retryAfterMs } from '@/domain/channel/retry-after'
import type { OutAnswer } from '@/infra/http-out'
import type { ChannelOutcome } from './port'

const SHOWN = 200
/** Worth another try: the provider is busy, or in trouble that may pass. */
const PASSING: readonly number[] = [408, 425, 429]

/** What the other side said, as one short line. */
function said(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (line === '' || /^<(!doctype|html)/i.test(line)) return ''
  return `: ${line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line}`
}

/** How a provider's own 2xx is to be taken. */
export interface Acceptance {
  /** it is an error all the same */
  problem?: string
  isPassing?: boolean
  providerId?: string
}

/**
 * The usual reading of a provider's answer. `accepts` sees a 2xx and its text and says what is wrong with it, if anything:
 * some providers say 200 and put the error into the body.
 */
export function readAnswer(answer: OutAnswer, now: number, accepts: (text: string) => Acceptance): ChannelOutcome {
  if (!answer.ok) {
    const isFinal = answer.reason === 'refused' || answer.reason === 'redirect'
    return { outcome: isFinal ? 'refused' : 'retry', detail: `Not sent: ${answer.detail}.` }
  }
  const { status, text, headers } = answer
  if (status >= 200 && status < 300) {
    const { problem, isPassing, providerId } = accepts(text)
    if (problem)
      return { outcome: isPassing ? 'retry' : 'refused', detail: `Answered ${status}, but ${problem}${said(text)}` }
    return { outcome: 'sent', detail: `Answered ${status}${said(text)}`, ...(providerId && { providerId }) }
  }
  if (status < 500 && !PASSING.includes(status))
    return { outcome: 'refused', detail: `Answered ${status}${said(text)}` }
  const waitMs = retryAfterMs(headers['retry-after'], now)
  return {
    outcome: 'retry',
    detail: `Answered ${status}${said(text)}`,
    ...(waitMs !== null && { retryAfterMs: waitMs }),
  }
}
