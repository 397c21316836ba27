import { createProcess } from '@/services/process/create'
import { updateProcess } from '@/services/process/update'
import { router } from '../init'
import { mutationOf } from '../procedures'

export const processRouter = router({
  create: mutationOf(createProcess),
  update: mutationOf(updateProcess),
})
