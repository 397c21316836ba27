import { createChannel } from '@/services/channel/create'
import { listChannelDeliveries, listChannels } from '@/services/channel/list'
import { testChannel } from '@/services/channel/try'
import { removeChannel, updateChannel } from '@/services/channel/update'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const channelRouter = router({
  list: queryOf(listChannels),
  deliveries: queryOf(listChannelDeliveries),
  create: mutationOf(createChannel),
  update: mutationOf(updateChannel),
  remove: mutationOf(removeChannel),
  test: mutationOf(testChannel),
})
