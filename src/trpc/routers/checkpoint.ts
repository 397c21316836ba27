import { listCheckpoints } from '@/services/checkpoint/list'
import { requestCheckpoint } from '@/services/checkpoint/request'
import { rotateSigningKey } from '@/services/checkpoint/rotate-key'
import { setCheckpointMail } from '@/services/checkpoint/set-mail'
import { verifyStoredCheckpoints } from '@/services/checkpoint/verify'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const checkpointRouter = router({
  list: queryOf(listCheckpoints),
  request: mutationOf(requestCheckpoint),
  rotateKey: mutationOf(rotateSigningKey),
  setMail: mutationOf(setCheckpointMail),
  verify: queryOf(verifyStoredCheckpoints),
})
