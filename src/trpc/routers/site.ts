import { createEquipment } from '@/services/equipment/create'
import { renameEquipment } from '@/services/equipment/rename'
import { createSite } from '@/services/site/create'
import { updateSite } from '@/services/site/update'
import { router } from '../init'
import { mutationOf } from '../procedures'

export const siteRouter = router({
  create: mutationOf(createSite),
  update: mutationOf(updateSite),
})

export const equipmentRouter = router({
  create: mutationOf(createEquipment),
  rename: mutationOf(renameEquipment),
})
