import { createInvitation } from '@/services/invitation/create'
import { listInvitations } from '@/services/invitation/list'
import { revokeInvitation } from '@/services/invitation/revoke'
import { changeMemberRole } from '@/services/member/change-role'
import { confirmTotp } from '@/services/member/confirm-totp'
import { disableTotp } from '@/services/member/disable-totp'
import { enrollTotp } from '@/services/member/enroll-totp'
import { listMembers } from '@/services/member/list'
import { readMe } from '@/services/member/me'
import { revokeMember } from '@/services/member/revoke'
import { setDuty } from '@/services/member/set-duty'
import { setPassword } from '@/services/member/set-password'
import { updateProfile } from '@/services/member/update-profile'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const memberRouter = router({
  me: queryOf(readMe),
  updateProfile: mutationOf(updateProfile),
  setPassword: mutationOf(setPassword),
  enrollTotp: mutationOf(enrollTotp),
  confirmTotp: mutationOf(confirmTotp),
  disableTotp: mutationOf(disableTotp),
  list: queryOf(listMembers),
  changeRole: mutationOf(changeMemberRole),
  revoke: mutationOf(revokeMember),
  setDuty: mutationOf(setDuty),
})

export const invitationRouter = router({
  list: queryOf(listInvitations),
  create: mutationOf(createInvitation),
  revoke: mutationOf(revokeInvitation),
})
