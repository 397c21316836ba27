import { listAudit } from '@/services/audit/list'
import { verifyAudit } from '@/services/audit/verify'
import { router } from '../init'
import { queryOf } from '../procedures'

export const auditRouter = router({
  list: queryOf(listAudit),
  verify: queryOf(verifyAudit),
})
