import { currentPartner, readBrand } from '@/services/brand/read'
import { updateBrand } from '@/services/brand/update'
import { router } from '../init'
import { mutationOf, publicQueryOf, queryOf } from '../procedures'

export const brandRouter = router({
  read: queryOf(readBrand),
  update: mutationOf(updateBrand),
})

export const partnerRouter = router({
  current: publicQueryOf(currentPartner),
})
