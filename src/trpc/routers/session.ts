import { listSessions } from '@/services/session/list'
import { requestLink } from '@/services/session/request-link'
import { revokeSession } from '@/services/session/revoke'
import { signOut } from '@/services/session/sign-out'
import { router } from '../init'
import { mutationOf, publicMutationOf, queryOf } from '../procedures'

export const sessionRouter = router({
  requestLink: publicMutationOf(requestLink),
  list: queryOf(listSessions),
  revoke: mutationOf(revokeSession),
  signOut: mutationOf(signOut),
})
