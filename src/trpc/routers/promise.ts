import { addContractVersion } from '@/services/contract/add-version'
import { archiveContract } from '@/services/contract/archive'
import { createContract } from '@/services/contract/create'
import { getContract } from '@/services/contract/get'
import { listContracts } from '@/services/contract/list'
import { archiveObjective } from '@/services/objective/archive'
import { createObjective } from '@/services/objective/create'
import { getObjectiveChoices } from '@/services/objective/form'
import { getObjective } from '@/services/objective/get'
import { listObjectives } from '@/services/objective/list'
import { previewObjective } from '@/services/objective/preview'
import { updateObjective } from '@/services/objective/update'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const objectiveRouter = router({
  list: queryOf(listObjectives),
  get: queryOf(getObjective),
  choices: queryOf(getObjectiveChoices),
  preview: queryOf(previewObjective),
  create: mutationOf(createObjective),
  update: mutationOf(updateObjective),
  archive: mutationOf(archiveObjective),
})

export const contractRouter = router({
  list: queryOf(listContracts),
  get: queryOf(getContract),
  create: mutationOf(createContract),
  addVersion: mutationOf(addContractVersion),
  archive: mutationOf(archiveContract),
})
