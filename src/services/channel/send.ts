import type { Caller } from '../context'
import type { ChannelMessage, ChannelOutcome } from './port'

/**
 * Says `message` through a channel, once per `message.key`; each try stands in the delivery log. Holds no transaction while it
 * waits for the provider. Throws only when the channel is not there (NOT_FOUND) or the database is away.
 */
export async function sendThroughChannel(
  _caller: Caller,
  _channelId: string,
  _message: ChannelMessage,
): Promise<ChannelOutcome> {
  throw new Error('under construction')
}
