import { createWebhook } from '@/services/webhook/create'
import { listWebhookDeliveries, listWebhooks } from '@/services/webhook/list'
import { endOldWebhookSecret, rotateWebhookSecret } from '@/services/webhook/rotate'
import { replayWebhook, testWebhook } from '@/services/webhook/try'
import { removeWebhook, updateWebhook } from '@/services/webhook/update'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const webhookRouter = router({
  list: queryOf(listWebhooks),
  deliveries: queryOf(listWebhookDeliveries),
  create: mutationOf(createWebhook),
  update: mutationOf(updateWebhook),
  remove: mutationOf(removeWebhook),
  rotate: mutationOf(rotateWebhookSecret),
  endOldSecret: mutationOf(endOldWebhookSecret),
  test: mutationOf(testWebhook),
  replay: mutationOf(replayWebhook),
})
