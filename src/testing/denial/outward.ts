import { createChannel } from '@/services/channel/create'
import { createWebhook } from '@/services/webhook/create'
import type { UserCaller } from '../cast'
import { Plant } from '../plant'

/** Where an estate's messages go, and one of them. */
export interface OutwardTraces {
  channelId: string
  endpointId: string
  messageId: string
}

/** A channel and a webhook endpoint of one client, each with a message that was tried. Their addresses lead nowhere. */
export async function leaveOutward(ada: UserCaller, clientId: string, canary: string): Promise<OutwardTraces> {
  const address = 'https://192.0.2.1/services/T/B/sample'
  const { channelId } = await createChannel(
    ada,
    createChannel.input.parse({ kind: 'slack', name: `${canary} channel`, clientId, address }),
  )
  const { endpointId } = await createWebhook(
    ada,
    createWebhook.input.parse({
      ...{ name: `${canary} webhook`, url: 'https://192.0.2.1/hook', types: ['incident.opened'], clientId },
    }),
  )
  const messageId = crypto.randomUUID()
  const [at, key] = [new Date(), `${canary} key`]
  const plant = await Plant.open(ada.scope.tenantId, clientId)
  const shared = { id: messageId, clientId, key, status: 'failed', createdAt: at }
  await plant.insert('webhook_message', { ...shared, endpointId, type: 'incident.opened', body: canary, chainAt: at })
  const tried = { messageId, number: 1, clientId, at, tookMs: 1, detail: `${canary} detail` }
  await plant.insert('webhook_attempt', { ...tried, status: 500 })
  const said = { channelId, event: 'trigger', title: `${canary} title`, detail: `${canary} detail` }
  await plant.insert('channel_message', { ...shared, ...said, status: 'refused' })
  await plant.insert('channel_delivery', { ...tried, outcome: 'refused' })
  await plant.close()
  return { channelId, endpointId, messageId }
}
