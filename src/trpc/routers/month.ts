import { addAddendum } from '@/services/month/addendum'
import { freezeMonth } from '@/services/month/freeze'
import { getMonth } from '@/services/month/get'
import { listMonths } from '@/services/month/list'
import { readMonths } from '@/services/month/page'
import { previewMonth } from '@/services/month/preview'
import { setAutomaticFreeze } from '@/services/month/set-automatic'
import { readMonth } from '@/services/month/statement'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const monthRouter = router({
  page: queryOf(readMonths),
  statement: queryOf(readMonth),
  list: queryOf(listMonths),
  get: queryOf(getMonth),
  preview: queryOf(previewMonth),
  freeze: mutationOf(freezeMonth),
  addendum: mutationOf(addAddendum),
  setAutomatic: mutationOf(setAutomaticFreeze),
})
