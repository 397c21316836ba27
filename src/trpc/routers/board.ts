import { getBoard } from '@/services/board/get'
import { getNav } from '@/services/board/nav'
import { router } from '../init'
import { queryOf } from '../procedures'

export const boardRouter = router({
  get: queryOf(getBoard),
  nav: queryOf(getNav),
})
