import { cancelMaintenance } from '@/services/maintenance/cancel'
import { createMaintenance } from '@/services/maintenance/create'
import { changeOccurrence, editMaintenance } from '@/services/maintenance/edit'
import { readMaintenanceForm } from '@/services/maintenance/form'
import { getMaintenance } from '@/services/maintenance/get'
import { listMaintenance } from '@/services/maintenance/list'
import { previewMaintenance } from '@/services/maintenance/preview'
import { submitMaintenance } from '@/services/maintenance/submit'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const maintenanceRouter = router({
  list: queryOf(listMaintenance),
  get: queryOf(getMaintenance),
  form: queryOf(readMaintenanceForm),
  preview: queryOf(previewMaintenance),
  create: mutationOf(createMaintenance),
  edit: mutationOf(editMaintenance),
  changeOccurrence: mutationOf(changeOccurrence),
  submit: mutationOf(submitMaintenance),
  cancel: mutationOf(cancelMaintenance),
})
