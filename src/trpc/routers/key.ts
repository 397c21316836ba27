import { createSource } from '@/services/source/create'
import { createApiKey } from '@/services/source/create-key'
import { createPingKey } from '@/services/source/create-ping-key'
import { readKeyForm } from '@/services/source/form'
import { listKeys } from '@/services/source/list-keys'
import { revokeApiKey } from '@/services/source/revoke-key'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const keyRouter = router({
  list: queryOf(listKeys),
  form: queryOf(readKeyForm),
  create: mutationOf(createApiKey),
  createPing: mutationOf(createPingKey),
  revoke: mutationOf(revokeApiKey),
})

export const sourceRouter = router({
  create: mutationOf(createSource),
})
