import { search } from '@/services/search/find'
import { router } from '../init'
import { queryOf } from '../procedures'

export const searchRouter = router({
  find: queryOf(search),
})
