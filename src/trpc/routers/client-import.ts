import { applyImport } from '@/services/client-import/apply'
import { dryRunImport } from '@/services/client-import/dry-run'
import { router } from '../init'
import { mutationOf } from '../procedures'

export const clientImportRouter = router({
  dryRun: mutationOf(dryRunImport),
  write: mutationOf(applyImport),
})
