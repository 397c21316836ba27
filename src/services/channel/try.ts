import { z } from 'zod'
import { testWords } from '@/domain/channel/test-message'
import { withTenantSql } from '@/infra/db'
import { newId, zId } from '@/lib/ids'
import type { Caller } from '../context'
import { demand, type Verb } from '../define'
import { loadFace } from '../notify/face'
import type { ChannelMessage, ChannelOutcome } from './port'
import { sendThroughChannel } from './send'

const input = z.strictObject({ channelId: zId })
const spec = { action: 'channel.test', can: 'channel.manage', input } as const

async function send(caller: Caller, { channelId }: z.output<typeof input>): Promise<ChannelOutcome> {
  demand(caller, spec)
  const { face, now } = await withTenantSql(caller.scope, async (sql, now) => ({ face: await loadFace(sql), now }))
  const locale = face.locale === 'de' ? 'de' : 'en'
  const key = `test/${newId()}`
  const message: ChannelMessage = {
    ...{
      key,
      event: 'test',
      dedupKey: key,
      brand: face.brand.name,
      locale,
      severity: 'info',
      ...testWords(locale, caller.actor.name),
    },
    ...{ url: `${face.origin}/settings/channels`, actions: [], at: now, clientName: null },
  }
  return sendThroughChannel(caller, channelId, message)
}

/** Says a test through a channel and tells what the provider answered; works while the channel is paused, too. */
export const testChannel: Verb<typeof input, ChannelOutcome> = Object.assign(send, {
  ...spec,
  kind: 'mutation' as const,
})
