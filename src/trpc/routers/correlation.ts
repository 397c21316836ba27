import { listCorrelationRules } from '@/services/correlation/list'
import { previewCorrelation } from '@/services/correlation/preview'
import { archiveCorrelationRule, createCorrelationRule, updateCorrelationRule } from '@/services/correlation/save'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const correlationRouter = router({
  list: queryOf(listCorrelationRules),
  preview: queryOf(previewCorrelation),
  create: mutationOf(createCorrelationRule),
  update: mutationOf(updateCorrelationRule),
  archive: mutationOf(archiveCorrelationRule),
})
