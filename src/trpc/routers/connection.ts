import { chooseWorkflows } from '@/services/connection/choose-workflows'
import { createConnection } from '@/services/connection/create'
import { readConnectionForm } from '@/services/connection/form'
import { readConnection } from '@/services/connection/get'
import { listConnections } from '@/services/connection/list'
import { probeConnection } from '@/services/connection/probe'
import { rotateCredential } from '@/services/connection/rotate-credential'
import { syncConnectionNow } from '@/services/connection/sync-now'
import { makeTemplate } from '@/services/connection/template'
import { updateConnection } from '@/services/connection/update'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const connectionRouter = router({
  list: queryOf(listConnections),
  get: queryOf(readConnection),
  form: queryOf(readConnectionForm),
  probe: mutationOf(probeConnection),
  create: mutationOf(createConnection),
  update: mutationOf(updateConnection),
  choose: mutationOf(chooseWorkflows),
  rotate: mutationOf(rotateCredential),
  syncNow: mutationOf(syncConnectionNow),
  template: mutationOf(makeTemplate),
})
