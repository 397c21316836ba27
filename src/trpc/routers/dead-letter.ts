import { listDeadLetters } from '@/services/dead-letter/list'
import { openDeadLetter } from '@/services/dead-letter/open'
import { retryDeadLetters } from '@/services/dead-letter/retry'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const deadLetterRouter = router({
  list: queryOf(listDeadLetters),
  open: mutationOf(openDeadLetter),
  retry: mutationOf(retryDeadLetters),
})
