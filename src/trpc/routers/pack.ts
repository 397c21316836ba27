import { buildPack } from '@/services/pack/build'
import { downloadPack } from '@/services/pack/download'
import { getPack } from '@/services/pack/get'
import { listPacks } from '@/services/pack/list'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const packRouter = router({
  build: mutationOf(buildPack),
  download: mutationOf(downloadPack),
  get: queryOf(getPack),
  list: queryOf(listPacks),
})
