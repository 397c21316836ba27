import { archiveClient } from '@/services/client/archive'
import { createClient } from '@/services/client/create'
import { readClientForm } from '@/services/client/form'
import { getClientOverview } from '@/services/client/overview'
import { restoreClient } from '@/services/client/restore'
import { updateClient } from '@/services/client/update'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const clientRouter = router({
  overview: queryOf(getClientOverview),
  form: queryOf(readClientForm),
  create: mutationOf(createClient),
  update: mutationOf(updateClient),
  archive: mutationOf(archiveClient),
  restore: mutationOf(restoreClient),
})
