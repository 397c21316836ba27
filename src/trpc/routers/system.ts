import { createSystem } from '@/services/system/create'
import { updateSystem } from '@/services/system/update'
import { router } from '../init'
import { mutationOf } from '../procedures'

export const systemRouter = router({
  create: mutationOf(createSystem),
  update: mutationOf(updateSystem),
})
