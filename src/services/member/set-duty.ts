import { z } from 'zod'
import { can } from '@/domain/access/actor'
import { AppError } from '@/lib/errors'
import { zId } from '@/lib/ids'
import { audited, mutation, unchanged } from '../define'
import { changeMember, loadMember, requireUser } from './store'

const input = z.strictObject({ userId: zId, isOnDuty: z.boolean('isOnDuty: must be true or false') })

/** Switches who is called when something breaks. Everybody may switch themselves; those who manage people, anyone. */
export const setDuty = mutation(
  { action: 'member.setDuty', can: 'incident.respond', input },
  async (ctx, { userId, isOnDuty }) => {
    const caller = requireUser(ctx)
    const member = await loadMember(ctx, userId)
    if (userId !== caller.id && !can(caller, 'member.manage')) {
      throw new AppError('FORBIDDEN', `Only ${member.name} or an owner can change this.`)
    }
    if (!can({ ...caller, role: member.role }, 'incident.respond')) {
      throw new AppError('INVALID', `The role of ${member.name} cannot act on incidents. Choose a role that can.`)
    }
    if ((member.onDutySince !== null) === isOnDuty)
      return unchanged({ userId, onDutySince: member.onDutySince }, 'nothing differs')
    const onDutySince = isOnDuty ? ctx.now : null
    await changeMember(ctx, member, { onDutySince })
    return audited(
      { userId, onDutySince },
      {
        subject: { kind: 'member', id: userId, name: member.name },
        before: { isOnDuty: !isOnDuty },
        after: { isOnDuty },
      },
    )
  },
)
