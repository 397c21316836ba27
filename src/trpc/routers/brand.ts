import { updateClientBrand } from '@/services/brand/client-brand'
import { readBrandForm } from '@/services/brand/form'
import { removeLogo, setLogo } from '@/services/brand/logo'
import { currentPartner, readBrand } from '@/services/brand/read'
import { updateBrand } from '@/services/brand/update'
import { router } from '../init'
import { mutationOf, publicQueryOf, queryOf } from '../procedures'

export const brandRouter = router({
  read: queryOf(readBrand),
  form: queryOf(readBrandForm),
  update: mutationOf(updateBrand),
  updateClient: mutationOf(updateClientBrand),
  setLogo: mutationOf(setLogo),
  removeLogo: mutationOf(removeLogo),
})

export const partnerRouter = router({
  current: publicQueryOf(currentPartner),
})
